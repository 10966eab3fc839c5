import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { htmlText } from '#/core/intake/mail/html-text.ts'

test('of a mail in HTML the text is read, line by line', () => {
  equal(
    htmlText(
      '<html><head><title>t</title><style>p{}</style></head><body><p>Disk &amp; CPU</p>\n<ul><li>db&#45;1<li>db&#x2d;2</ul>' +
        '<script>alert(1)</script>end<!-- no --></body>',
    ),
    'Disk & CPU\n\ndb-1\ndb-2\nend',
  )
})

test('what is no HTML, or broken, comes out as what can be read of it', () => {
  equal(htmlText('a < b and no end <'), 'a')
  equal(htmlText('plain'), 'plain')
  equal(htmlText('<script>never ends'), '')
  equal(htmlText('&nosuch; &#0; &#xffffffff;'), '&nosuch;  &#xffffffff;'.replace('  ', ' '))
})

test('a hostile text takes no time', () => {
  for (const part of ['<', '<!--', '<p', '<style>', '&', '</', '<script>x', '> <'])
    ok(htmlText(part.repeat(100_000)).length < 1_000_000)
})
