/** The form by which files are uploaded, by their names. */
export function formOf(files: Readonly<Record<string, string | Uint8Array>>): FormData {
  const form = new FormData();
  for (const [name, content] of Object.entries(files))
    form.append('files', new File([content as BlobPart], name));
  return form;
}
