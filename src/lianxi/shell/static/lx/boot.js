// Before the first paint: tell the styles that script runs, and restore large type so that nothing jumps.
(function () {
  var root = document.documentElement
  root.dataset.js = '1'
  try {
    if (localStorage.getItem('lx-scale') === 'lg') root.dataset.scale = 'lg'
  } catch (e) { /* storage switched off: normal type */ }
})()
