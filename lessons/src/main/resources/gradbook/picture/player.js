(function () {
  document.querySelectorAll(".gb .player:not([data-awake])").forEach(function (player) {
    player.setAttribute("data-awake", "");
    var slider = player.querySelector("input");
    var keys = player.querySelector(".keys");
    var now = player.querySelector(".now");
    var says = player.querySelectorAll(".says li");
    var last = Number(slider.max);
    var each = function (selector, act) { player.querySelectorAll(selector).forEach(act); };
    var go = function (to) {
      var t = Math.max(0, Math.min(last, to));
      slider.value = t;
      slider.setAttribute("aria-valuetext", says[t].querySelector("b").textContent);
      now.innerHTML = says[t].innerHTML;
      each("[data-from]", function (mark) {
        var from = Number(mark.getAttribute("data-from"));
        var to = mark.hasAttribute("data-to") ? Number(mark.getAttribute("data-to")) : Infinity;
        mark.setAttribute("visibility", Math.max(from, Math.min(t, to - 1)) === t ? "visible" : "hidden");
        mark.classList.toggle("fresh", t !== 0 ? from === t : false);
      });
      each("[data-at]", function (gate) {
        gate.classList.toggle("works", gate.getAttribute("data-at").split(" ").indexOf(String(t)) !== -1);
      });
      each("[data-move=first],[data-move=back]", function (b) { b.disabled = t === 0; });
      each("[data-move=next],[data-move=last]", function (b) { b.disabled = t === last; });
    };
    var move = { first: -Infinity, back: -1, next: 1, last: Infinity };
    var by = function (name) { go(Number(slider.value) + move[name]); };
    slider.addEventListener("input", function () { go(Number(slider.value)); });
    each("button", function (b) { b.addEventListener("click", function () { by(b.getAttribute("data-move")); }); });
    var arrows = { ArrowLeft: "back", ArrowRight: "next", ArrowUp: "next", ArrowDown: "back", Home: "first", End: "last" };
    keys.addEventListener("keydown", function (event) {
      if (!arrows[event.key]) return;
      event.preventDefault();
      event.stopPropagation();
      by(arrows[event.key]);
    });
    keys.hidden = false;
    go(0);
  });
})();
