(function () {
  'use strict'
  var script = document.currentScript
  var root = document.documentElement
  var css = function (name) { return getComputedStyle(root).getPropertyValue(name).trim() }
  var large = function () { return root.dataset.scale === 'lg' }

  // ---- Charts: <div data-lx-chart="id of the json_script with the option">; ECharts is fetched only where one stands
  var loading
  function echartsReady() {
    if (window.echarts) return Promise.resolve()
    loading = loading || new Promise(function (done, failed) {
      var tag = document.createElement('script')
      tag.src = script.dataset.echarts
      tag.onload = done
      tag.onerror = failed
      document.head.appendChild(tag)
    })
    return loading
  }

  function theme() {
    var size = large() ? 15 : 12
    var ink = css('--lx-ink-2'), dark = css('--lx-ink'), line = css('--lx-line')
    var axis = function (label, split) {
      return {
        axisLine: { lineStyle: { color: line } }, axisTick: { show: false },
        axisLabel: { color: label, fontSize: size }, splitLine: { show: split, lineStyle: { color: css('--lx-line-2') } }
      }
    }
    return {
      color: ['#1F5AA6', '#22694A', '#C58A1B', '#A61E22', '#3A8A9C', '#6B5FA8', '#7C8796', '#9C6B4A'],
      textStyle: { fontFamily: css('--lx-font'), fontSize: size },
      legend: { textStyle: { color: ink, fontSize: size }, itemWidth: 10, itemHeight: 10, itemGap: 16, icon: 'roundRect' },
      categoryAxis: axis(dark, false), valueAxis: axis(ink, true), timeAxis: axis(ink, false),
      tooltip: {
        borderWidth: 0, padding: [8, 12], textStyle: { color: dark, fontSize: size },
        extraCssText: 'box-shadow:0 6px 24px rgba(20,40,80,.14);border-radius:8px'
      }
    }
  }

  function draw(within) {
    var places = [].slice.call(within.querySelectorAll('[data-lx-chart]:not([data-lx-drawn])'))
    if (!places.length) return
    echartsReady().then(function () {
      places.forEach(drawOne)
    }, function () {
      places.forEach(function (place) { place.hidden = true })
    })
  }

  function drawOne(place) {
    place.dataset.lxDrawn = '1'
    var option = JSON.parse(document.getElementById(place.dataset.lxChart).textContent)
    option.animation = !matchMedia('(prefers-reduced-motion: reduce)').matches
    option.animationDuration = 400
    var chart = window.echarts.init(place, theme(), { renderer: 'svg' })
    chart.setOption(option)
    // what is clicked in a picture opens its rows; only pages of our own
    chart.on('click', function (e) {
      var href = e.data && e.data.href
      if (typeof href === 'string' && /^\/(?!\/)/.test(href)) location.assign(href)
    })
    new ResizeObserver(function () { chart.resize() }).observe(place)
  }

  function redraw() {
    [].forEach.call(document.querySelectorAll('[data-lx-drawn]'), function (place) {
      window.echarts.dispose(place)
      delete place.dataset.lxDrawn
    })
    draw(document)
  }

  // ---- Large type: kept in this browser
  function showScale() {
    [].forEach.call(document.querySelectorAll('[data-lx-scale]'), function (button) {
      button.setAttribute('aria-pressed', String(large()))
    })
  }

  function toggleScale() {
    if (large()) delete root.dataset.scale
    else root.dataset.scale = 'lg'
    try {
      if (large()) localStorage.setItem('lx-scale', 'lg')
      else localStorage.removeItem('lx-scale')
    } catch (e) { /* storage switched off: holds for this page only */ }
    showScale()
    redraw()
  }

  // ---- A form that is on its way is not sent twice (the server is safe without this)
  function once(form) {
    if (form.dataset.lxSent) return false
    form.dataset.lxSent = '1'
    // an answer that is a file leaves the page standing, and a line may break: then it can be sent again
    setTimeout(release, Number(form.dataset.lxAgain) || 10000)
    // after this turn, or the pressed button's own name and value would be left out
    setTimeout(function () {
      // the elements of a form are also those outside it that name it
      [].forEach.call(form.elements, function (button) {
        if (button.type !== 'submit') return
        button.setAttribute('aria-disabled', 'true')
        button.classList.add('is-sent')
      })
    }, 0)
    return true
  }

  function release() {
    [].forEach.call(document.querySelectorAll('form[data-lx-sent]'), function (form) {
      delete form.dataset.lxSent
      ;[].forEach.call(form.querySelectorAll('.is-sent'), function (button) {
        button.removeAttribute('aria-disabled')
        button.classList.remove('is-sent')
      })
    })
  }

  // ---- Menus are <details>: closed by a click elsewhere and by Escape
  function closeMenus(except) {
    [].forEach.call(document.querySelectorAll('details.lx-menu[open]'), function (menu) {
      if (menu !== except) menu.open = false
    })
  }

  document.addEventListener('DOMContentLoaded', function () { showScale(); draw(document) })
  document.addEventListener('htmx:afterSettle', function (e) { draw(e.target) })
  // a page that changes by itself for days must not keep the pictures it took away
  document.addEventListener('htmx:beforeCleanupElement', function (e) {
    if (window.echarts && e.target.hasAttribute && e.target.hasAttribute('data-lx-drawn')) window.echarts.dispose(e.target)
  })
  document.addEventListener('click', function (e) {
    if (e.target.closest('[data-lx-scale]')) toggleScale()
    if (e.target.closest('[data-lx-print]')) window.print()
    closeMenus(e.target.closest('details.lx-menu'))
  })
  document.addEventListener('keydown', function (e) {
    if (e.key !== 'Escape') return
    var open = document.querySelector('details.lx-menu[open]')
    if (open) { open.open = false; open.querySelector('summary').focus() }
    if (location.hash === '#nav') location.hash = '#main'
  })
  document.addEventListener('submit', function (e) {
    if (e.target.method === 'post' && !e.target.hasAttribute('hx-post') && !once(e.target)) e.preventDefault()
  })
  window.addEventListener('pageshow', release)
  window.addEventListener('beforeprint', function () {
    [].forEach.call(document.querySelectorAll('details.lx-twin'), function (twin) { twin.open = true })
  })
})()
