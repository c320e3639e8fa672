// The self-check's form: what is marked and written goes into one hidden field, as JSON, which is all
// that the server is sent. No request is made here.
(() => {
  let dirty = false;

  const box = () => document.querySelector("#hn-sc-box textarea");

  const marks = () => {
    try {
      return JSON.parse(box().value);
    } catch {
      return null;
    }
  };

  const show = (unsaved) => {
    const tag = document.querySelector(".hn-sc-unsaved-tag");
    if (tag) tag.hidden = !unsaved;
  };

  const write = (check) => {
    const area = box();
    area.value = JSON.stringify(check);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const keep = (element, field, value) => {
    const key = element.closest("[data-sc-key]")?.dataset.scKey;
    const check = marks();
    if (!key || !check) return;
    check.marks[key] = { ...check.marks[key], [field]: value };
    check.edited = true;
    write(check);
    dirty = true;
    // The file on offer holds what was marked before.
    for (const old of document.querySelectorAll("#hn-sc-saved :is(.hn-sc-told, .hn-actions)")) old.hidden = true;
    show(true);
  };

  // The paste guard's warnings come in one hidden block. Each goes under its field, unless the text was
  // changed since, or its writer chose to keep it.
  const place = () => {
    const warned = document.getElementById("hn-sc-warned");
    const slots = document.querySelectorAll("[data-sc-slot]");
    if (!warned || !slots.length) return;
    const agreed = marks()?.agreed ?? {};
    for (const slot of slots) {
      const name = slot.dataset.scSlot;
      const article = slot.closest("[data-sc-key]");
      const key = article.dataset.scKey;
      const field = article.querySelector(`[data-sc-field=${name}]`);
      const own = `[data-sc-for="${CSS.escape(key)}"][data-sc-in=${name}]`;
      const found = warned.querySelector(own);
      const text = field.value.trim();
      const open = found?.dataset.scText === text && agreed[`${key}/${name}`]?.trim() !== text;
      const shown = open ? found.innerHTML : "";
      if (slot.shown === shown) continue;
      slot.innerHTML = slot.shown = shown;
      if (open) {
        field.setAttribute("aria-describedby", slot.id);
        slot.closest("details").open = true;
      } else field.removeAttribute("aria-describedby");
    }
  };

  const settle = (button, kept) => {
    const slot = button.closest("[data-sc-slot]");
    const article = slot.closest("[data-sc-key]");
    const field = article.querySelector(`[data-sc-field=${slot.dataset.scSlot}]`);
    const check = marks();
    if (kept && check) {
      check.agreed = { ...check.agreed, [`${article.dataset.scKey}/${slot.dataset.scSlot}`]: field.value };
      write(check);
      place();
    }
    field.focus();
  };

  new MutationObserver((changes) => {
    const ours = ({ target }) => target.closest?.("#hn-sc-warned, #hn-sc-items, #hn-sc-work");
    if (changes.some(ours)) place();
  }).observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener("change", (event) => {
    const field = event.target.dataset?.scField;
    if (field) keep(event.target, field, event.target.value);
  });

  document.addEventListener("input", (event) => {
    if (!event.target.dataset?.scField) return;
    dirty = true;
    place();
  });

  document.addEventListener("click", (event) => {
    const clear = event.target.closest?.("[data-sc-clear]");
    if (clear) {
      for (const radio of clear.closest("fieldset").querySelectorAll("input")) radio.checked = false;
      keep(clear, "status", "");
    }
    const choice = event.target.closest?.("[data-sc-agree], [data-sc-rewrite]");
    if (choice) settle(choice, "scAgree" in choice.dataset);
    if (event.target.closest?.("#hn-sc-saved [data-save]")) {
      dirty = false;
      show(false);
    }
  });

  // Another file takes the place of what is on the screen.
  document.addEventListener("click", (event) => {
    if (!dirty || !event.target.closest?.("#hn-sc-load")) return;
    if (confirm(document.querySelector(".hn-sc-unsaved")?.textContent ?? "")) dirty = false;
    else {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
})();
