(function () {
  "use strict";
  var told = document.getElementById("shown");
  if (!told) { return; }
  function count() {
    var all = document.querySelectorAll(".note"), shown = 0;
    all.forEach(function (note) { if (note.getClientRects().length) { shown += 1; } });
    told.textContent = shown === all.length ? "All " + shown + " findings are shown."
      : shown + " of " + all.length + " findings are shown.";
  }
  var button = document.getElementById("unfold");
  button.hidden = false;
  button.addEventListener("click", function () {
    var folded = document.querySelectorAll("details:not([open])"), open = folded.length > 0;
    document.querySelectorAll("details").forEach(function (each) { each.open = open; });
    button.textContent = open ? "Fold everything" : "Unfold everything";
  });
  document.addEventListener("change", count);
  count();
}());
