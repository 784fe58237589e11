// Runs before the first paint, so that the page never flashes in the wrong theme. Everything else is a module.
(function () {
  try {
    var theme = localStorage.getItem("qinghai-qa.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch (error) {
    // Storage is closed to this page: the system's theme applies.
  }
})();
