using System.Text;
using System.Text.RegularExpressions;
using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Kubernetes;
using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission.Checks;

/// <summary>The rules for names in policies, in the words of the API server.</summary>
internal static class PolicyNames
{
    private static readonly HashSet<string> Reserved =
    [
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import",
        "let", "loop", "package", "namespace", "return", "var", "void", "while",
    ];

    private static readonly CelProgram Subdomain = Validator("dns1123Subdomain");
    private static readonly CelProgram Label1035 = Validator("dns1035Label");
    private static readonly CelProgram Qualified = Validator("qualifiedName");
    private static readonly CelProgram Label = Validator("labelValue");

    /// <summary>What is wrong with the name of an object.</summary>
    public static IEnumerable<string> OfObject(string name) => Ask(Subdomain, name);

    /// <summary>What is wrong with a kind, whose case means nothing here.</summary>
    public static IEnumerable<string> OfKind(string kind) => Ask(Label1035, Lower(kind)).Select(p => "may have mixed case, but should otherwise match: " + p);

    /// <summary>What is wrong with a version such as <c>v1</c>.</summary>
    public static IEnumerable<string> OfVersion(string version) => Ask(Label1035, version);

    /// <summary>What is wrong with the name of a condition, an annotation or a label.</summary>
    public static IEnumerable<string> OfKey(string name) => Ask(Qualified, name);

    public static IEnumerable<string> OfLabelValue(string value) => Ask(Label, value);

    /// <summary>What is wrong with a name that stands in the path of a request.</summary>
    public static IEnumerable<string> OfPathSegment(string name) =>
        name is "." or ".." ? [$"may not be '{name}'"]
        : name.IndexOfAny(['/', '%']) is >= 0 and var at ? [$"may not contain '{name[at]}'"]
        : [];

    public static bool IsIdentifier(string name) =>
        Regex.IsMatch(name, "^[_a-zA-Z][_a-zA-Z0-9]*\\z", RegexOptions.CultureInvariant) && !Reserved.Contains(name);

    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

#pragma warning disable CA1308 // Names of resources are lower case.
    public static string Lower(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308

    private static CelProgram Validator(string format) =>
        KubernetesEnvironment.Create().Extend(e => e.AddVariable("name", CelType.String)).Compile($"format.{format}().validate(name).orValue([])").Program;

    private static string[] Ask(CelProgram program, string name) =>
        program.Evaluate(new CelBindings { ["name"] = CelValue.From(name) }).Value.Texts();
}
