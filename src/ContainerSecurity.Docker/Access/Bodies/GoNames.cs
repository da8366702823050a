namespace ContainerSecurity.Docker.Access.Bodies;

/// <summary>Names of members as Go's <c>encoding/json</c> compares them: without regard to case, by Unicode's simple folding.</summary>
internal static class GoNames
{
    private const char LongS = '\u017F';
    private const char KelvinSign = '\u212A';

    /// <summary>A name's folded form. Only two characters beyond ASCII fold into it; those that fold among themselves are in no name that the engine
    /// knows, and are kept.</summary>
    public static string Fold(string name) => string.Create(name.Length, name, static (folded, text) =>
    {
        for (int i = 0; i < text.Length; i++)
            folded[i] = text[i] switch { LongS => 'S', KelvinSign => 'K', char c and < '\x80' => char.ToUpperInvariant(c), char c => c };
    });
}
