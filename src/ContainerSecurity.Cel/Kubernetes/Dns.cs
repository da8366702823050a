using ContainerSecurity.Cel.Regexes;

namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>The rules for names of objects and labels, in the words of Kubernetes.</summary>
internal static class Dns
{
    private const string LabelPattern = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private const string SubdomainPattern = LabelPattern + "(\\." + LabelPattern + ")*";
    private const string Label1035Pattern = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private const string NamePattern = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private const string ValuePattern = "(" + NamePattern + ")?";

    private const string SubdomainMessage =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
    private const string NameMessage = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

    /// <summary>A subdomain that is no label can only have dots too many.</summary>
    public static IEnumerable<string> Label(string value) => !Matches(value, LabelPattern) && Matches(value, SubdomainPattern)
        ? [.. TooLong(value, 63, Characters), "must not contain dots"]
        : Check(value, 63, Characters, LabelPattern, LabelMessage, "my-name", "123-abc");

    private const string LabelMessage =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";

    public static IEnumerable<string> Subdomain(string value) => Check(value, 253, Characters, SubdomainPattern, SubdomainMessage, "example.com");

    public static IEnumerable<string> Label1035(string value) => Check(value, 63, Characters, Label1035Pattern,
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic "
            + "character, and end with an alphanumeric character",
        "my-name",
        "abc-123");

    public static IEnumerable<string> LabelValue(string value) => Check(value, 63, Bytes, ValuePattern,
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        "MyValue",
        "my_value",
        "12345");

    public static IEnumerable<string> QualifiedName(string value)
    {
        string[] parts = value.Split('/');
        string name = parts[parts.Length - 1];
        if (parts.Length > 2)
        {
            yield return "a qualified name "
                + Explain(NameMessage, NamePattern, "MyName", "my.name", "123-abc")
                + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
            yield break;
        }
        if (parts.Length == 2 && parts[0].Length == 0)
            yield return "prefix part must be non-empty";
        else if (parts.Length == 2)
            foreach (string problem in Subdomain(parts[0]))
                yield return "prefix part " + problem;
        if (name.Length == 0)
            yield return "name part must be non-empty";
        else
            foreach (string problem in TooLong(name, 63, Bytes))
                yield return "name part " + problem;
        if (!Matches(name, NamePattern))
            yield return "name part " + Explain(NameMessage, NamePattern, "MyName", "my.name", "123-abc");
    }

    /// <summary>A trailing dash, which a generated name goes on after, is no fault.</summary>
    public static string Mask(string value) => value.Length > 1 && value[value.Length - 1] == '-' ? value.Substring(0, value.Length - 2) + "a" : value;

    private const string Characters = "characters";
    private const string Bytes = "bytes";

    private static IEnumerable<string> Check(string value, int longest, string unit, string pattern, string message, params string[] examples)
    {
        foreach (string problem in TooLong(value, longest, unit))
            yield return problem;
        if (!Matches(value, pattern))
            yield return Explain(message, pattern, examples);
    }

    /// <summary>Lengths are bytes, whatever they are called.</summary>
    private static IEnumerable<string> TooLong(string value, int longest, string unit) =>
        System.Text.Encoding.UTF8.GetByteCount(value) > longest ? [$"must be no more than {longest} {unit}"] : [];

    private static bool Matches(string value, string pattern) => CelRegex.Cached("^(" + pattern + ")$").IsMatch(value);

    // The double blank before 'or' is Kubernetes' own.
    private static string Explain(string message, string pattern, params string[] examples) =>
        $"{message} (e.g. {string.Join(" or ", examples.Select((e, i) => $"'{e}'" + (i + 1 < examples.Length ? ", " : "")))}, regex used for validation is '{pattern}')";
}
