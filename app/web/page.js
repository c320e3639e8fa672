// What the page does by itself: marks and cards lead to each other, an answer is copied, ticks
// survive a redraw, a new turn scrolls into view. One request is made here, to this machine: what a
// reader said of an answer.
(() => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const ticks = new Set();

  const reveal = (element, block) => {
    element.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block });
  };

  const lead = (link) => {
    const target = document.getElementById(link.dataset.target);
    if (!target) return;
    target.closest("details")?.setAttribute("open", "");
    reveal(target, "center");
    target.focus({ preventScroll: true });
    target.classList.remove("hn-flash");
    void target.offsetWidth; // restarts the animation
    target.classList.add("hn-flash");
  };

  const written = async (text) => {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(text);
      return true;
    }
    // Without https on a company network the clipboard interface is missing.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };

  const copy = async (button) => {
    const label = button.textContent;
    const text = document.getElementById(button.dataset.copy).value;
    const done = await written(text).catch(() => false);
    button.textContent = done ? button.dataset.done : button.dataset.failed;
    button.setAttribute("aria-live", "polite");
    setTimeout(() => { button.textContent = label; }, 2000);
  };

  // In a narrow window Gradio keeps the tabs without room in a menu, by their labels alone.
  const open = (name) => {
    const shown = document.getElementById(`hn-tab-${name}-button`);
    const label = JSON.parse(document.querySelector(".hn-header").dataset.tabs)[name];
    const folded = [...document.querySelectorAll("#hn-tabs .overflow-dropdown button")];
    (shown || folded.find((button) => button.textContent.trim() === label))?.click();
    window.scrollTo({ top: 0 });
  };

  const judge = async (button) => {
    const sent = await fetch(`judge/${button.dataset.judge}`, { method: "POST" }).catch(() => null);
    button.parentElement.setAttribute("aria-live", "polite");
    button.textContent = sent?.ok ? button.dataset.done : button.dataset.failed;
    if (sent?.ok) for (const other of button.parentElement.querySelectorAll("button")) other.disabled = true;
  };

  document.addEventListener("click", (event) => {
    const found = event.target.closest?.("[data-target], [data-copy], [data-focus], [data-tab], [data-judge], [data-print]");
    if (!found) return;
    event.preventDefault();
    if (found.dataset.target) lead(found);
    else if (found.dataset.copy) copy(found);
    else if (found.dataset.judge) judge(found);
    else if ("print" in found.dataset) window.print();
    else if (found.dataset.tab) open(found.dataset.tab);
    else document.querySelector(found.dataset.focus)?.focus();
  });

  document.addEventListener("change", (event) => {
    const key = event.target.dataset?.tick;
    if (key) event.target.checked ? ticks.add(key) : ticks.delete(key);
  });

  const redrawn = () => {
    for (const box of document.querySelectorAll("[data-tick]")) {
      box.checked = ticks.has(box.dataset.tick);
    }
  };

  // With a keyboard, typing may start at once; on a phone the focus would scroll the page away.
  let greeted = !matchMedia("(pointer: fine)").matches;
  const greet = () => {
    const box = document.querySelector("#hn-box textarea");
    if (greeted || !box) return;
    greeted = true;
    box.focus({ preventScroll: true });
  };

  let newest = "";
  const arrived = () => {
    const turn = document.querySelector("#hn-current .hn-turn");
    if (!turn && !document.querySelector("#hn-past .hn-turn")) ticks.clear();
    const name = turn ? turn.id : "";
    if (name && name !== newest) {
      reveal(turn, "start");
      // Once more when the example list above has folded and the page has its final height.
      setTimeout(() => reveal(document.getElementById(name) || turn, "start"), 350);
    }
    newest = name;
  };

  // A new warning of the paste guard comes into sight, with the safe choice under the Enter key.
  let warned = "";
  const warn = () => {
    for (const box of document.querySelectorAll("[data-guard]")) {
      const back = box.closest(".hn-guard")?.querySelector("button.hn-guard-back");
      if (!back?.offsetParent || Number(box.dataset.guard) <= Number(warned)) continue;
      warned = box.dataset.guard;
      // Above the box for questions, which lies over the end of the page.
      const composer = box.closest(".tabitem")?.querySelector("#hn-composer");
      const guard = box.closest(".hn-guard");
      guard.style.scrollMarginBottom = `${(composer?.offsetHeight ?? 0) + 24 - 170}px`;
      reveal(guard, "end");
      back.focus({ preventScroll: true });
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.target.closest?.(".hn-guard")?.querySelector("button.hn-guard-back")?.click();
  });

  new MutationObserver((changes) => {
    const ours = (node) => node.parentElement?.closest("#hn-past, #hn-current");
    if (changes.some((change) => ours(change.target) || change.target.id?.startsWith("hn-"))) {
      redrawn();
      arrived();
    }
    document.getElementById("hn-current")?.setAttribute("aria-live", "polite");
    const more = document.querySelector("#hn-tabs .overflow-menu > button");
    const said = document.querySelector(".hn-header")?.dataset.more;
    if (more && said && more.ariaLabel !== said) more.ariaLabel = said;
    greet();
    warn();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
