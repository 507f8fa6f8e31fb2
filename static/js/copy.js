// Copies what stands in a text area. Without it the text can be selected by hand.
"use strict";

const status = document.getElementById("copied");

async function copy(area) {
  area.focus();
  area.select();
  try {
    await navigator.clipboard.writeText(area.value);
    return "Copied.";
  } catch {
    return "The text is selected: copy it with Ctrl+C, or Command+C on a Mac.";
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const said = await copy(document.getElementById(button.dataset.copy));
    button.focus();
    status.textContent = said;
    status.classList.remove("visually-hidden");
  });
}
