namespace ContainerSecurity.Secrets;

/// <summary>The format of one sort of secret: what it looks like, and, where the look alone does not tell, the words that must stand in its name.</summary>
/// <remarks>
/// A pattern without <see cref="Names"/> is looked for everywhere and should begin with, or contain at a fixed place, three or more characters that are rare
/// elsewhere. A pattern with names matches the whole value of an assignment (<c>name = "value"</c>, <c>name: value</c>, <c>"name" =&gt; 'value'</c>) alone.
/// </remarks>
public sealed class SecretPattern
{
    /// <summary>Creates a pattern.</summary>
    /// <param name="id">The name in kebab-case, such as <c>github-pat</c>.</param>
    /// <param name="service">The service that issues such secrets, such as <c>GitHub</c>.</param>
    /// <param name="shape">The format as a regular expression made of literals, classes, groups, alternatives and counts; counts take all they can and give nothing back.</param>
    /// <exception cref="ArgumentException">The shape cannot be read.</exception>
    public SecretPattern(string id, string service, string shape)
    {
        Id = id ?? throw new ArgumentNullException(nameof(id));
        Service = service ?? throw new ArgumentNullException(nameof(service));
        Shape = shape ?? throw new ArgumentNullException(nameof(shape));
        Compiled = TokenShape.Parse(shape);
    }

    /// <summary>The name in kebab-case, such as <c>github-pat</c>.</summary>
    public string Id { get; }

    /// <summary>The service that issues such secrets.</summary>
    public string Service { get; }

    /// <summary>The format as a regular expression.</summary>
    public string Shape { get; }

    /// <summary>What sort of secret it is. The default is <see cref="SecretKind.Token"/>.</summary>
    public SecretKind Kind { get; init; }

    /// <summary>
    /// The words of which one must be part of the name, in lower case; a <c>-</c> in a word stands for any or no separator. Empty, the default, where the shape tells enough.
    /// </summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Further words of which one must be part of the name, in lower case, where <see cref="Names"/> alone would say too little. Empty by default.</summary>
    public IReadOnlyList<string> Qualifiers { get; init; } = [];

    /// <summary>The least Shannon entropy of the whole secret in bits per character, 0 to 7. The default is 2.5; lower values tell placeholders.</summary>
    public double MinimumEntropy { get; init; } = 2.5;

    /// <summary>Texts in which the pattern must find a secret.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>Texts in which the pattern must not find a secret.</summary>
    public IReadOnlyList<string> Counterexamples { get; init; } = [];

    /// <summary>Looks inside a value that has the shape.</summary>
    internal Func<string, SecretVerdict> Verify { get; init; } = static _ => SecretVerdict.Known;

    /// <summary>Finds the secret from a place where the shape matches: its range, empty where there is none.</summary>
    internal SecretLocator? Locate { get; init; }

    internal TokenShape Compiled { get; }
}
