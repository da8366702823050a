using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Cel;

/// <summary><see cref="ImageUse"/> and <see cref="ImageReference"/> in CEL.</summary>
internal static class CelImages
{
    private const string Component = "[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*";
    private const string Label = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private const string Domain = $"(?:{Label}(?:\\.{Label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?";
    private const string Tag = "[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}";
    private const string Digest = "(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})";
    private const string Reference = $"^(?:{Domain}/)?{Component}(?:/{Component})*(?::{Tag})?(?:@{Digest})?$";
    private const string NameOfAllowedLength = "^(?:localhost/|[^/]*[.:A-Z][^/]*/)?[^:@]{1,255}(?:[:@]|$)";
    private const string BareId = "^[0-9a-f]{64}$";

    /// <summary>Whether the reference <c>i</c> has no digest.</summary>
    public const string IsWithoutDigest = "!i.contains('@')";

    /// <summary>Of references, those that no other tool fills in.</summary>
    private const string Resolved = ".filter(i, !i.matches('^\\\\s*$') && !i.contains('$') && !i.startsWith('ko://'))";

    /// <summary>Of references, with their normalised names.</summary>
    private const string Normalized = """
            .map(i, {'text': i, 'name': i.find('^(?:[^/@]*/)*[^/:@]*'), 'tag': i.find('^[^@]*').find(':[^:/]*$'), 'digest': i.find('@.*$')})
            .map(i, {'text': i.text, 'tag': i.tag, 'digest': i.digest, 'name': i.name.matches('^(?:localhost|[^/]*[.:A-Z][^/]*)/') ? i.name : 'docker.io/' + i.name})
            .map(i, {'text': i.text, 'tag': i.tag, 'digest': i.digest, 'name': i.name.startsWith('index.docker.io/') ? i.name.substring(6) : i.name})
            .map(i, {'text': i.text, 'tag': i.tag, 'digest': i.digest, 'name': i.name.matches('^docker\\.io/[^/]*$') ? 'docker.io/library/' + i.name.substring(10) : i.name.replace(':443/', '/')})
            .map(i, {'text': i.text, 'name': i.name, 'full': i.name.find('^[^/]*').lowerAscii() + i.name.find('/.*$')
              + (i.tag != '' ? i.tag : i.digest != '' ? ':' : ':latest') + (i.digest != '' ? i.digest : '@')})
            """;

    /// <summary>Of references, those that parse.</summary>
    private static readonly string Valid =
        $".filter(i, i.matches({CelText.Of(Reference)}) && i.matches({CelText.Of(NameOfAllowedLength)}) && !i.matches({CelText.Of(BareId)}))";

    /// <summary>The references as written; those that parse; those that parse with their normalised names.</summary>
    public static IEnumerable<CelVariable> Variables { get; } =
    [
        new(CelItems.ImageReferences.Name, $"""
            ({Of("variables.containers")}
            + variables.volumes.filter(v, has(v.image) && has(v.image.reference)).map(v, string(v.image.reference)))
            {Resolved}
            """),
        new(CelItems.ValidImages.Name, $"variables.imageReferences{Valid}"),
        new(CelItems.Images.Name, $"""
            variables.validImages
            {Normalized}
            """),
    ];

    /// <summary>The images of some containers, each as <see cref="CelItems.Images"/> has it.</summary>
    public static string NormalizedOf(string containers) => $"""
        {Of(containers)}
        {Resolved}
        {Valid}
        {Normalized}
        """;

    private static string Of(string containers) => $"{containers}.filter(c, has(c.image)).map(c, string(c.image))";

    /// <summary>Whether one of the patterns in a variable, regular expressions of <see cref="ImagePattern.ToRegex"/>, names the image <c>i</c>.</summary>
    public static string IsNamedBy(string variable) => $"variables.{variable}.exists(p, i.full.matches(p))";

    /// <summary>Patterns of images as regular expressions.</summary>
    public static IEnumerable<string> Regexes(IEnumerable<ImagePattern> patterns) => patterns.Select(p => p.ToRegex());

    /// <summary>Patterns of images, as texts, as regular expressions.</summary>
    public static IEnumerable<string> Regexes(IEnumerable<string> patterns) => Regexes(patterns.Select(p => new ImagePattern(p)));
}
