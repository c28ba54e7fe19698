// A form with text that is not saved warns before it is left. Every page works without;
// nothing is stored.
(() => {
  "use strict";

  const forms = [...document.querySelectorAll("form")].filter((form) =>
    form.method === "post" && !form.querySelector("input[type=password]"));
  const boxes = (form) => [...form.elements].filter((box) =>
    box.name && !["hidden", "submit", "button"].includes(box.type));
  const stands = (form) => boxes(form).map((box) => {
    if (box.type === "checkbox" || box.type === "radio") return String(box.checked);
    if (box.multiple && box.options) {
      return [...box.options].map((option) => option.selected).join();
    }
    return box.value;
  }).join("\u0000");

  // What came back after it could not be saved is not saved yet either.
  const atFirst = new Map(forms.map((form) => [form, stands(form)]));
  const typed = new Set();
  for (const form of forms) {
    if (form.querySelector(".wrong") || document.querySelector("[data-given-back]")) {
      const hasText = (box) => box.tagName === "TEXTAREA" && box.value.trim();
      if (boxes(form).some(hasText)) typed.add(form);
    }
  }
  const isUnsaved = (form) => typed.has(form) || stands(form) !== atFirst.get(form);

  let isSent = false;
  document.addEventListener("submit", (event) => {
    isSent = !event.defaultPrevented;
    for (const form of forms) {
      if (form !== event.target && isUnsaved(form)) isSent = false;
    }
  });
  addEventListener("pageshow", () => { isSent = false; });
  addEventListener("beforeunload", (event) => {
    if (!isSent && forms.some(isUnsaved)) event.preventDefault();
  });
})();
