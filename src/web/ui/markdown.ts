import markdownIt from 'markdown-it'

const SAFE_ADDRESS = /^(https?:\/\/|mailto:|\/(?!\/)|#)/i

/** `html: false` escapes all markup; pictures become links, since to fetch one tells a stranger who reads. */
const markdown = markdownIt({ html: false, linkify: true, breaks: true })
markdown.disable('image')
markdown.validateLink = address => SAFE_ADDRESS.test(address.trim())
markdown.renderer.rules['link_open'] = (tokens, index, options, _environment, self) => {
  tokens[index]?.attrSet('rel', 'noopener noreferrer nofollow')
  tokens[index]?.attrSet('target', '_blank')
  return self.renderToken(tokens, index, options)
}

/** HTML that is safe to show, whatever was written. */
export const markdownOf = (text: string): string => markdown.render(text)
