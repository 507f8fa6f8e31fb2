// A box over each long facet of the list that leaves only the choices with the letters typed.
(function () {
  "use strict";
  const finder = document.getElementById("finder");
  // As learning_portal.foundation.folding has them.
  const LETTERS = { "ə": "e", "ɬ": "l", "ł": "l", "ƛ": "tl", "λ": "l", "ʔ": "7", "ɂ": "7", "ʷ": "w", "χ": "x", "θ": "th", "š": "sh", "č": "ch", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "'", "‘": "'", "ʼ": "'" };
  const typed = new Map(); // facet -> what its box holds

  function fold(text) {
    const plain = text.normalize("NFC").toLowerCase().replace(/./gu, (it) => LETTERS[it] || it);
    return plain.normalize("NFKD").replace(/\p{M}/gu, "");
  }

  function place(facet) {
    const legend = facet.querySelector("legend");
    const box = document.createElement("input");
    Object.assign(box, { type: "search", className: "narrow", id: `narrow-${facet.id}` });
    box.placeholder = box.ariaLabel = `Find in ${legend.textContent}`;
    box.autocomplete = "off";
    box.value = typed.get(facet.id) || "";
    const none = document.createElement("p");
    Object.assign(none, { className: "help", hidden: true, textContent: "No choice has these letters." });
    legend.after(box, none);
    if (box.value) narrow(box);
  }

  function narrow(box) {
    const facet = box.closest(".facet");
    const letters = fold(box.value.trim());
    const labels = [...facet.querySelectorAll("label")];
    typed.set(facet.id, box.value);
    if (letters) facet.querySelector(".more").open = true;
    for (const label of labels) {
      label.hidden = !fold(label.querySelector("span").textContent).includes(letters);
    }
    box.nextElementSibling.hidden = labels.some((label) => !label.hidden);
  }

  function begin() {
    for (const more of finder.querySelectorAll(".more")) place(more.closest(".facet"));
  }

  finder.addEventListener("input", ({ target }) => {
    if (target.matches(".narrow")) narrow(target);
  });
  finder.addEventListener("keydown", (event) => {
    const box = event.target;
    if (!box.matches(".narrow") || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Escape") box.value = "";
    narrow(box);
  });
  finder.addEventListener("renewed", begin); // list.js put it in anew
  begin();
})();
