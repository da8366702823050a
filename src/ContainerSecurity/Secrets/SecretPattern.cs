using System.Text.RegularExpressions;
using ContainerSecurity.Secrets.Scanning;
using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets;

/// <summary>The format of one sort of secret: what it looks like, and, where the look alone does not tell, the words that must stand in its name.</summary>
/// <remarks>
/// A pattern without <see cref="Names"/> is looked for everywhere and should begin with, or contain at a fixed place, three or more characters that are rare
/// elsewhere. A pattern with names matches the whole value of an assignment (<c>name = "value"</c>, <c>name: value</c>, <c>"name" =&gt; 'value'</c>) alone.
/// </remarks>
public sealed class SecretPattern
{
    /// <summary><c>RegexOptions.NonBacktracking</c>, which .NET has since version 7.</summary>
    private const RegexOptions NonBacktracking = (RegexOptions)1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Regex? expression;

    /// <summary>Creates a pattern.</summary>
    /// <param name="id">The name in kebab-case, such as <c>github-pat</c>.</param>
    /// <param name="service">The service that issues such secrets, such as <c>GitHub</c>.</param>
    /// <param name="shape">
    /// The format as a regular expression made of literals, classes, groups, alternatives and counts; counts take all
    /// they can and give nothing back.
    /// </param>
    /// <exception cref="ArgumentException">The shape cannot be read.</exception>
    public SecretPattern(string id, string service, string shape)
    {
        Id = id ?? throw new ArgumentNullException(nameof(id));
        Service = service ?? throw new ArgumentNullException(nameof(service));
        Shape = shape ?? throw new ArgumentNullException(nameof(shape));
        Compiled = TokenShape.Parse(shape);
    }

    private SecretPattern(string id, string service, Regex expression)
    {
        Id = id ?? throw new ArgumentNullException(nameof(id));
        Service = service ?? throw new ArgumentNullException(nameof(service));
        Shape = expression.ToString();
        Compiled = TokenShape.Empty;
        this.expression = expression;
    }

    /// <summary>
    /// Creates a pattern from one of .NET's regular expressions, for formats that a shape cannot tell. It is tried on
    /// the whole of every text, or of those that hold one of the <see cref="Names"/>.
    /// The secret is what the group <c>secret</c> matches, or the whole match where there is no such group.
    /// </summary>
    /// <remarks>The expression runs in linear time; one that cannot, because it looks around or refers back, is given up on a text after a second.</remarks>
    /// <param name="id">The name in kebab-case.</param>
    /// <param name="service">The service that issues such secrets.</param>
    /// <param name="expression">The regular expression.</param>
    /// <param name="names">Words of which one must be somewhere in the text; none by default.</param>
    /// <exception cref="ArgumentException">The expression cannot be read.</exception>
    public static SecretPattern FromExpression(string id, string service, string expression, params string[] names) =>
        FromExpression(id, service, expression, SecretKind.Token, names, [], []);

    internal static SecretPattern FromExpression(
        string id, string service, string expression, SecretKind kind, IReadOnlyList<string> names, IReadOnlyList<string> samples, IReadOnlyList<string> counterexamples)
    {
        _ = expression ?? throw new ArgumentNullException(nameof(expression));
        return new SecretPattern(id, service, Compile(expression)) { Kind = kind, Names = names, Samples = samples, Counterexamples = counterexamples };
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
    /// The words of which one must be part of the name, in lower case; a <c>-</c> in a word stands for any or no
    /// separator. Empty, the default, where the shape tells enough.
    /// </summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>
    /// Further words of which one must be part of the name, in lower case, where <see cref="Names"/> alone would say
    /// too little. Empty by default.
    /// </summary>
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

    /// <summary>The surroundings that it goes by, where it has no format.</summary>
    internal SecretContext Context { get; init; }

    internal TokenShape Compiled { get; }

    internal bool IsExpression => expression is not null;

    /// <summary>The pattern with other samples.</summary>
    /// <param name="samples">Texts in which it must find a secret.</param>
    /// <param name="counterexamples">Texts in which it must not.</param>
    public SecretPattern WithSamples(IReadOnlyList<string> samples, IReadOnlyList<string> counterexamples) =>
        expression is null
            ? new SecretPattern(Id, Service, Shape)
            {
                Kind = Kind,
                Names = Names,
                Qualifiers = Qualifiers,
                MinimumEntropy = MinimumEntropy,
                Verify = Verify,
                Locate = Locate,
                Context = Context,
                Samples = samples,
                Counterexamples = counterexamples
            }
            : new SecretPattern(Id, Service, expression)
            {
                Kind = Kind,
                Names = Names,
                MinimumEntropy = MinimumEntropy,
                Samples = samples,
                Counterexamples = counterexamples
            };

    /// <summary>Tries the pattern on its samples and counterexamples.</summary>
    /// <returns>A sentence for each that it gets wrong; none where it is right.</returns>
    public IReadOnlyList<string> CheckSamples()
    {
        var alone = new SecretDetector(new SecretDetectorOptions { Patterns = [this] });
        List<string> problems = [];
        for (int i = 0; i < Samples.Count; i++)
            if (alone.Scan(Samples[i]).Count == 0)
                problems.Add($"The secret pattern '{Id}' finds no secret in its sample {i + 1}.");
        for (int i = 0; i < Counterexamples.Count; i++)
            if (alone.Scan(Counterexamples[i]).Count > 0)
                problems.Add($"The secret pattern '{Id}' finds a secret in its counterexample {i + 1}.");
        return problems;
    }

    /// <summary>Finds the next match of the regular expression.</summary>
    internal bool FindExpression(string text, int at, out int start, out int end, out int next)
    {
        start = end = next = at;
        try
        {
            Match match = expression!.Match(text, at);
            Group group = match.Groups["secret"] is { Success: true } secret ? secret : match;
            start = group.Index;
            end = group.Index + group.Length;
            next = Math.Max(match.Index + match.Length, at + 1);
            return match.Success;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static Regex Compile(string expression)
    {
        try
        {
            return new Regex(expression, NonBacktracking | RegexOptions.CultureInvariant, Patience);
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentOutOfRangeException)
        {
            return new Regex(expression, RegexOptions.CultureInvariant, Patience);
        }
    }
}
