// The laboratory table answers at once: rows whose names begin with the words typed, in the units asked for.
(() => {
  "use strict";
  const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}_+]+/gu) || [];

  function filter(labs) {
    const wanted = words(labs.querySelector("[name=q]").value);
    const rows = [...labs.querySelectorAll("[data-names]")];
    let found = 0;
    for (const row of rows) {
      const names = row.dataset.names.split(" ");
      row.hidden = !wanted.every((word) => names.some((name) => name.startsWith(word)));
      found += !row.hidden;
    }
    for (const group of labs.querySelectorAll("tbody")) group.hidden = !group.querySelector("[data-names]:not([hidden])");
    labs.querySelector("[data-labs-count]").textContent = `${found} of ${rows.length} tests`;
  }

  document.addEventListener("input", (event) => {
    const labs = event.target.closest("[data-labs]");
    if (labs && event.target.name === "q") filter(labs);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-units-button]");
    if (!button) return;
    event.preventDefault();
    const labs = button.closest("[data-labs]");
    const si = labs.dataset.units !== "si";
    labs.dataset.units = si ? "si" : "conventional";
    button.setAttribute("aria-pressed", String(si));
  });

  // Enter in the search field must not leave the block: what it asks for is on the page already.
  document.addEventListener("submit", (event) => {
    if (event.target.closest("[data-labs]") && event.target.closest(".panel")) event.preventDefault();
  });
})();
