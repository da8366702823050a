namespace ContainerSecurity.Secrets.Files;

/// <summary>
/// One row of <see cref="CredentialFiles"/>: files that hold credentials by their place and, where the place alone does
/// not tell, by a word of their text.
/// </summary>
/// <param name="Kind">What the files open.</param>
/// <param name="Uses">Where they are looked for.</param>
/// <param name="Paths">
/// The last parts of their paths: <c>.aws/credentials</c>; <c>*.p12</c> for all of an ending, <c>folder/*.key</c> for
/// those of a folder, <c>.ssh/</c> for a whole folder.
/// </param>
/// <param name="Words">Words of which the text must have one, in any case; empty where the place tells enough.</param>
internal sealed record CredentialFile(SensitiveFileKind Kind, CredentialUse Uses, string[] Paths, params string[] Words)
{
    /// <summary>Whether the text of such a file is what its place says.</summary>
    public bool IsConfirmedBy(string text) =>
        Words.Length == 0 || Array.Exists(Words, w => text.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0);
}
