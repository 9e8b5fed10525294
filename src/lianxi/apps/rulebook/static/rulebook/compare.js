// 文本比对：选好的文件排次序；逐处走，键盘 j / k；换看法时停在原处。没有脚本时页面照样能用。
(function () {
  'use strict'

  // ---- Files: chosen in several goes, dropped, put in order, taken away again
  function files(box) {
    var input = box.querySelector('input[type=file]')
    var list = box.querySelector('ol')
    var chosen = []

    function put() {
      var carrier = new DataTransfer()
      chosen.forEach(function (file) { carrier.items.add(file) })
      input.files = carrier.files
      draw()
    }

    function role(at) {
      if (chosen.length === 2) return ['旧', '新'][at]
      return chosen.length === 3 ? ['原文', '现行', '拟改'][at] : String(at + 1)
    }

    function button(text, said, act) {
      var made = document.createElement('button')
      made.type = 'button'
      made.className = 'btn btn-sm btn-outline-secondary'
      made.textContent = text
      made.setAttribute('aria-label', said)
      made.addEventListener('click', act)
      return made
    }

    function line(file, at) {
      var item = document.createElement('li')
      var tag = document.createElement('span')
      var name = document.createElement('b')
      tag.className = 'cp-role'
      tag.textContent = role(at)
      name.textContent = file.name
      item.appendChild(tag)
      item.appendChild(name)
      if (at) item.appendChild(button('↑', '上移：' + file.name, function () {
        chosen.splice(at - 1, 0, chosen.splice(at, 1)[0])
        put()
      }))
      item.appendChild(button('×', '去掉：' + file.name, function () { chosen.splice(at, 1); put() }))
      return item
    }

    function draw() {
      list.textContent = ''
      chosen.forEach(function (file, at) { list.appendChild(line(file, at)) })
      list.hidden = !chosen.length
    }

    function same(one, other) {
      return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified
    }

    input.addEventListener('change', function () {
      [].forEach.call(input.files, function (file) {
        if (!chosen.some(function (one) { return same(one, file) })) chosen.push(file)
      })
      put()
    })
    ;['dragenter', 'dragover'].forEach(function (name) {
      box.addEventListener(name, function () { box.classList.add('is-over') })
    })
    ;['dragleave', 'drop'].forEach(function (name) {
      box.addEventListener(name, function () { box.classList.remove('is-over') })
    })
  }

  // ---- Changes: one after the other
  function walk(card) {
    var rows = [].slice.call(card.querySelectorAll('.cp-row'))
    var where = card.querySelector('[data-cp-where]')
    if (!rows.length || !where) return
    var place = new Map(rows.map(function (row, at) { return [row, at] }))
    var here = -1
    var seen = new Set()
    var going = 0
    var aimed = -1000

    function show(at) {
      if (at === here) return
      if (rows[here]) rows[here].classList.remove('is-here')
      here = at
      rows[here].classList.add('is-here')
      where.textContent = '第 ' + (here + 1) + ' 处，共 ' + rows.length + ' 处'
    }

    // Rows out of sight have only a guessed height, so a jump is aimed again until the row stays where it came to stand.
    function go(at) {
      if (at < 0 || at >= rows.length) return
      show(at)
      var row = rows[at]
      var tries = 0
      var steady = 0
      var top = NaN
      going = at + 1
      function aim() {
        if (going !== at + 1) return
        row.scrollIntoView({ block: 'start', behavior: 'instant' })
        var now = row.getBoundingClientRect().top
        steady = Math.abs(now - top) < 2 ? steady + 1 : 0
        top = now
        tries += 1
        if (steady < 3 && tries < 20) requestAnimationFrame(aim)
        else arrive(row)
      }
      aim()
    }

    function arrive(row) {
      row.focus({ preventScroll: true })
      aimed = window.pageYOffset
      going = 0
    }

    // where the reader is, unless a jump has just said so
    var watch = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (entry.isIntersecting) seen.add(entry.target)
        else seen.delete(entry.target)
      })
      if (going || !seen.size || Math.abs(window.pageYOffset - aimed) < 40) return
      var first = rows.length
      seen.forEach(function (row) { first = Math.min(first, place.get(row)) })
      show(first)
    }, { rootMargin: '-150px 0px -40% 0px' })
    rows.forEach(function (row) { watch.observe(row) })

    card.addEventListener('click', function (e) {
      var step = e.target.closest('[data-cp-go]')
      if (step) go(here + Number(step.dataset.cpGo))
      var link = e.target.closest('.cp-jump a')
      if (!link) return
      e.preventDefault()
      link.closest('details').open = false
      go(place.get(document.getElementById(decodeURIComponent(link.hash.slice(1)))))
    })
    card.addEventListener('change', function (e) {
      if (e.target.classList.contains('cp-view') && here >= 0) go(here)
    })
    document.addEventListener('keydown', function (e) {
      if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return
      if (e.key === 'j') go(here + 1)
      if (e.key === 'k') go(here - 1)
    })
    // the answer to a changed switch opens where the reader stood
    var again = document.getElementById('again')
    again.addEventListener('submit', function () {
      if (here >= 0) again.action = again.getAttribute('action').split('#')[0] + '#' + rows[here].id
    })
  }

  document.addEventListener('DOMContentLoaded', function () {
    [].forEach.call(document.querySelectorAll('[data-cp-files]'), files)
    ;[].forEach.call(document.querySelectorAll('.cp-card'), walk)
  })
})()
