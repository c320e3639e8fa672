// Enter that ends a Japanese conversion must not send the question. The handlers run in the
// capture phase, before Gradio's. keyCode 229 is for Safari, where compositionend comes before
// the keydown of the same Enter.
(() => {
  let composing = false;
  const start = () => { composing = true; };
  const end = () => { setTimeout(() => { composing = false; }, 0); };
  const guard = (event) => {
    const converting = composing || event.isComposing || event.keyCode === 229;
    if (event.key === "Enter" && converting) event.stopImmediatePropagation();
  };
  window.addEventListener("compositionstart", start, true);
  window.addEventListener("compositionend", end, true);
  window.addEventListener("focusout", end, true);
  window.addEventListener("keydown", guard, true);
  window.addEventListener("keypress", guard, true);
})();
