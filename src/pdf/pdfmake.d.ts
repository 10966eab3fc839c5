// What we use of pdfmake 0.3, which brings no types of its own.
declare module 'pdfmake' {
  /** Reads and writes the files that pdfmake sees, by name. */
  type VirtualFiles = { writeFileSync(name: string, content: Uint8Array): void }
  type FontFiles = Readonly<Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>>
  /** What pdfkit makes of a font file, as far as we look into it. */
  type LoadedFont = { readonly font: { readonly characterSet: readonly number[] } }
  type LaidOut = {
    readonly fontCache: Readonly<Record<string, Readonly<Record<string, LoadedFont>>>>
  }
  type Written = { getBuffer(): Promise<Uint8Array>; getStream(): Promise<LaidOut> }

  const pdfmake: {
    readonly virtualfs: VirtualFiles
    setFonts(fonts: Readonly<Record<string, FontFiles>>): void
    setUrlAccessPolicy(allow: (url: string) => boolean): void
    setLocalAccessPolicy(allow: (path: string) => boolean): void
    createPdf(definition: object): Written
  }
  export = pdfmake
}

// Two of its inner classes, whose prototypes are taught to mark what they draw (structure.ts).
declare module 'pdfmake/js/LayoutBuilder.js' {
  const module: { default: { prototype: object } }
  export = module
}
declare module 'pdfmake/js/Renderer.js' {
  const module: { default: { prototype: object } }
  export = module
}
