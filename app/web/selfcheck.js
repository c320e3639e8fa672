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

  const keep = (element, field, value) => {
    const key = element.closest("[data-sc-key]")?.dataset.scKey;
    const check = marks();
    if (!key || !check) return;
    check.marks[key] = { ...check.marks[key], [field]: value };
    check.edited = true;
    const area = box();
    area.value = JSON.stringify(check);
    area.dispatchEvent(new Event("input", { bubbles: true }));
    dirty = true;
    // The file on offer holds what was marked before.
    for (const old of document.querySelectorAll("#hn-sc-saved :is(.hn-sc-told, .hn-actions)")) old.hidden = true;
    show(true);
  };

  document.addEventListener("change", (event) => {
    const field = event.target.dataset?.scField;
    if (field) keep(event.target, field, event.target.value);
  });

  document.addEventListener("input", (event) => {
    if (event.target.dataset?.scField) dirty = true;
  });

  document.addEventListener("click", (event) => {
    const clear = event.target.closest?.("[data-sc-clear]");
    if (clear) {
      for (const radio of clear.closest("fieldset").querySelectorAll("input")) radio.checked = false;
      keep(clear, "status", "");
    }
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
