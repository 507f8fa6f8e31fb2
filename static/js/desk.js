// Beside each time a curator types: what it is in BC, as the server reads it.
(function () {
  "use strict";
  const PAUSE = 300;
  const waiting = new WeakMap();

  function value(within, selector) {
    const input = within.querySelector(selector);
    return input ? input.value : "";
  }

  function question(part) {
    const provider = document.getElementById("id_provider");
    const asked = new URLSearchParams({
      starts: value(part, "[data-time=starts]"),
      zone: value(part, "[data-time=zone]"),
      provider: provider ? provider.value : "",
    });
    if (part.querySelector("[data-time=ends]")) {
      asked.set("ends", value(part, "[data-time=ends]"));
      asked.set("timing", value(part, "select[name$=-timing]"));
      asked.set("state", value(part, "select[name$=-state]"));
    } else {
      asked.set("moment", "1");
    }
    return asked;
  }

  async function read(part) {
    const place = part.querySelector("[data-reads]");
    const address = document.getElementById("desk-reads").dataset.url;
    const turn = (waiting.get(part) || 0) + 1;
    waiting.set(part, turn);
    await new Promise((resume) => setTimeout(resume, PAUSE));
    if (waiting.get(part) !== turn) return;
    const answer = await fetch(`${address}?${question(part)}`, { credentials: "same-origin" });
    if (answer.ok && waiting.get(part) === turn) place.innerHTML = await answer.text();
  }

  function part(input) {
    const found = input.closest(".inline-related, fieldset.module");
    return found && found.querySelector("[data-reads]") ? found : null;
  }

  function noticed(event) {
    const of = event.target.matches("[data-time], select[name$=-timing], select[name$=-state]");
    const found = of ? part(event.target) : null;
    if (found) read(found);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const problems = document.getElementById("problems");
    if (problems) problems.focus();
  });

  document.addEventListener("input", noticed);
  document.addEventListener("change", noticed);
})();
