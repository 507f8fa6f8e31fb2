// A button that prints the page, where there is a script to make it work.
(function () {
  "use strict";
  const place = document.querySelector(".sheet > .buttons");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = "Print this sheet";
  button.addEventListener("click", () => window.print());
  place.prepend(button);
})();
