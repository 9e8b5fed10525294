/* 检索框：“/” 到框里；边写边出标题；上下键选、回车打开、Esc 收起。没有脚本时是普通的表单。 */
(function () {
  'use strict'
  var composing = false

  function box() { return document.querySelector('[data-lx-find]') }
  function sheet() { return document.getElementById('find-sheet') }
  function options() { return [].slice.call(sheet().querySelectorAll('[role=option]')) }
  function chosen() { return sheet().querySelector('[aria-selected=true]') }

  function show(open) {
    var input = box(), any = open && options().length > 0
    sheet().hidden = !(open && sheet().textContent.trim())
    input.setAttribute('aria-expanded', String(any))
    if (!any) choose(null)
  }

  function choose(option) {
    var before = chosen(), input = box()
    if (before) before.setAttribute('aria-selected', 'false')
    if (!option) { input.removeAttribute('aria-activedescendant'); return }
    option.setAttribute('aria-selected', 'true')
    input.setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest' })
  }

  // one step beyond either end stands the box itself
  function move(step) {
    var all = options()
    if (!all.length) return
    var at = all.indexOf(chosen()) + step
    if (at < -1) at = all.length - 1
    choose(at < 0 || at >= all.length ? null : all[at])
  }

  function typing(place) {
    return place.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(place.tagName)
  }

  document.addEventListener('keydown', function (e) {
    var input = box()
    if (!input) return
    if (e.target !== input) {
      if (e.key === '/' && !e.ctrlKey && !e.metaKey && !e.altKey && !typing(e.target) && input.offsetParent) {
        e.preventDefault()
        input.focus()
        input.select()
      }
      return
    }
    if (e.isComposing) return
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      if (sheet().hidden) show(true)
      if (!sheet().hidden) { e.preventDefault(); move(e.key === 'ArrowDown' ? 1 : -1) }
    } else if (e.key === 'Enter' && !sheet().hidden && chosen()) {
      e.preventDefault()
      location.assign(chosen().href)
    } else if (e.key === 'Escape' && !sheet().hidden) {
      e.preventDefault()
      show(false)
    }
  })

  // while an input method composes, what stands in the box are letters nobody looks for
  document.addEventListener('compositionstart', function (e) { if (e.target === box()) composing = true })
  document.addEventListener('compositionend', function (e) {
    if (e.target !== box()) return
    composing = false
    e.target.dispatchEvent(new CustomEvent('lx-look'))
  })
  document.addEventListener('htmx:beforeRequest', function (e) {
    if (e.target === box() && composing) e.preventDefault()
  })
  document.addEventListener('htmx:afterSwap', function (e) {
    if (e.target === sheet()) show(document.activeElement === box())
  })
  document.addEventListener('focusout', function (e) {
    var input = box()
    if (input && e.target === input && !sheet().contains(e.relatedTarget)) show(false)
  })
})()
