(function () {
  document.querySelectorAll(".gb .player:not([data-awake])").forEach(function (player) {
    player.setAttribute("data-awake", "");
    var slider = player.querySelector("input");
    var keys = player.querySelector(".keys");
    var now = player.querySelector(".now");
    var says = player.querySelectorAll(".says li");
    var last = Number(slider.max);
    var each = function (selector, act) { player.querySelectorAll(selector).forEach(act); };
    // No two-ampersand "and", no less-than sign: this stands in a page that an XML parser must be able to read.
    var disable = function (button, isAtTheEnd) {
      if (isAtTheEnd) {
        if (button === document.activeElement) slider.focus(); // or the keys would go to the page
      }
      button.disabled = isAtTheEnd;
    };
    var go = function (to) {
      var t = Math.max(0, Math.min(last, to));
      slider.value = t;
      slider.setAttribute("aria-valuetext", says[t].querySelector("b").textContent);
      now.innerHTML = says[t].innerHTML;
      each("[data-from]", function (mark) {
        var from = Number(mark.getAttribute("data-from"));
        var to = mark.hasAttribute("data-to") ? Number(mark.getAttribute("data-to")) : Infinity;
        mark.setAttribute("visibility", Math.max(from, Math.min(t, to - 1)) === t ? "visible" : "hidden");
        if (t === 0) mark.classList.remove("fresh");
        else mark.classList.toggle("fresh", from === t);
      });
      // A gate's id ends with its step; backward the steps are counted down.
      var step = "-" + Math.min(t, last + 1 - t);
      each(".gate", function (gate) { gate.classList.toggle("works", gate.id.endsWith(step)); });
      each("[data-move=first],[data-move=back]", function (b) { disable(b, t === 0); });
      each("[data-move=next],[data-move=last]", function (b) { disable(b, t === last); });
    };
    var move = { first: -Infinity, back: -1, next: 1, last: Infinity };
    var by = function (name) { go(Number(slider.value) + move[name]); };
    slider.addEventListener("input", function () { go(Number(slider.value)); });
    each("button", function (b) { b.addEventListener("click", function () { by(b.getAttribute("data-move")); }); });
    var arrows = { ArrowLeft: "back", ArrowRight: "next", ArrowUp: "next", ArrowDown: "back", Home: "first", End: "last" };
    var press = function (event) {
      if (!arrows[event.key] || !keys.contains(event.target)) return;
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      by(arrows[event.key]);
    };
    // JupyterLab takes the arrows on their way down, at the document; the window comes before it.
    keys.addEventListener("focusin", function () { window.addEventListener("keydown", press, true); });
    keys.addEventListener("focusout", function () { window.removeEventListener("keydown", press, true); });
    keys.hidden = false;
    go(0);
  });
})();
