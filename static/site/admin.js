// What the admin gains with a script: rows added, moved and emptied in the item's editor.
// Every page works without.
(() => {
  "use strict";

  const number = /-(\d+)-/;
  const inputs = (row) => [...row.querySelectorAll("input, select, textarea")];
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "small";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };

  // The names and ids of a copied row carry the next free number.
  const renumber = (row, next) => {
    for (const element of row.querySelectorAll("[name], [id], label[for], [aria-describedby]")) {
      for (const attribute of ["name", "id", "for", "aria-describedby"]) {
        const value = element.getAttribute(attribute);
        if (value) element.setAttribute(attribute, value.replace(number, `-${next}-`));
      }
    }
  };

  const empty = (row) => {
    for (const input of inputs(row)) {
      if (input.type === "checkbox" || input.type === "radio") input.checked = false;
      else if (input.multiple) for (const option of input.options) option.selected = false;
      else if (input.tagName === "SELECT") input.selectedIndex = 0;
      else input.value = "";
    }
    for (const error of row.querySelectorAll(".error")) error.remove();
    for (const field of row.querySelectorAll(".wrong")) field.classList.remove("wrong");
  };

  const valuesOf = (row) => inputs(row).map((input) =>
    input.multiple ? [...input.options].map((option) => option.selected) : input.value);
  const fill = (row, values) => inputs(row).forEach((input, n) => {
    if (input.multiple) {
      [...input.options].forEach((option, m) => { option.selected = values[n][m]; });
    } else input.value = values[n];
  });

  for (const section of document.querySelectorAll("[data-rows]")) {
    const rows = () => [...section.querySelectorAll("[data-row]")];
    const dress = (row) => {
      const bar = document.createElement("p");
      bar.className = "bar";
      bar.append(button("上移", () => {
        const all = rows().filter((other) => !other.hidden);
        const before = all[all.indexOf(row) - 1];
        if (!before) return;
        const [mine, theirs] = [valuesOf(row), valuesOf(before)];
        fill(row, theirs);
        fill(before, mine);
        before.querySelector("input, select, textarea").focus();
      }), button("删去这行", () => { empty(row); row.hidden = true; }));
      row.prepend(bar);
    };
    for (const row of rows()) dress(row);
    const spare = section.querySelector("[data-add]");
    if (!spare) continue;
    spare.append(button("再添一行", () => {
      const last = rows().at(-1);
      const copy = last.cloneNode(true);
      const numberOf = (row) => Number(inputs(row)[0].name.match(number)[1]);
      const next = Math.max(...rows().map(numberOf)) + 1;
      copy.querySelector(".bar")?.remove();
      copy.hidden = false;
      renumber(copy, next);
      empty(copy);
      spare.insertBefore(copy, spare.lastElementChild);
      dress(copy);
      copy.querySelector("input, select, textarea").focus();
    }));
  }

  // An error on top leads the eye; the keyboard follows.
  document.querySelector(".errors[tabindex]")?.focus();
})();
