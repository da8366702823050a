using System.Text;
using ContainerSecurity.Cel.Regexes;

namespace ContainerSecurity.Cel.Extensions;

/// <summary>The extension <c>regex</c>, and the functions <c>find</c> and <c>findAll</c> of Kubernetes.</summary>
internal static class RegexFunctions
{
    public static CelLibrary Create() => new CelLibrary("regex")
        .Function("regex_replace", "regex.replace", "f(string, string, string) -> string", v => Guard(v[1], r => Replace(v, r, -1)))
        .Function("regex_replace_count", "regex.replace", "f(string, string, string, int) -> string", v => Guard(v[1], r => Replace(v, r, v[3].Bits)))
        .Function("regex_extract", "regex.extract", "f(string, string) -> optional_type(string)", (s, p) => Guard(p, r => Extract((string)s.Reference!, r)))
        .Function("regex_extractAll", "regex.extractAll", "f(string, string) -> list(string)", (s, p) => Guard(p, r => ExtractAll((string)s.Reference!, r)));

    public static CelLibrary CreateFind() => new CelLibrary("kubernetes.regex")
        .Method("string_find_string", "find", "string.find(string) -> string", (s, p) => Guard(p, r =>
            CelValue.From(r.Find((string)s.Reference!) is { } m ? ((string)s.Reference!).Substring(m[0], m[1] - m[0]) : "")))
        .Method("string_find_all_string", "findAll", "string.findAll(string) -> list(string)", (s, p) => Guard(p, r => FindAll((string)s.Reference!, r, -1)))
        .Method(
            "string_find_all_string_int",
            "findAll",
            "string.findAll(string, int) -> list(string)",
            v => Guard(v[1], r => FindAll((string)v[0].Reference!, r, v[2].Bits)));

    private static CelValue Guard(CelValue pattern, Func<CelRegex, CelValue> body)
    {
        try
        {
            return body(CelRegex.Cached((string)pattern.Reference!));
        }
        catch (RegexSyntaxException e)
        {
            return CelValue.Error(e.Message);
        }
    }

    private static CelValue FindAll(string text, CelRegex regex, long limit)
    {
        IEnumerable<int[]> matches = limit < 0 ? regex.FindAll(text) : regex.FindAll(text).Take((int)Math.Min(limit, int.MaxValue));
        return CelValue.From(CelList.Of([.. matches.Select(m => CelValue.From(text.Substring(m[0], m[1] - m[0])))]));
    }

    private static CelValue Extract(string text, CelRegex regex)
    {
        if (regex.Groups > 1)
            return CelValue.Error($"regular expression has more than one capturing group");
        return regex.Find(text) is not { } match || match[2 * regex.Groups] < 0 ? CelValue.From(CelOptional.None)
            : CelValue.From(CelOptional.Of(CelValue.From(Part(text, match, regex.Groups))));
    }

    private static CelValue ExtractAll(string text, CelRegex regex)
    {
        if (regex.Groups > 1)
            return CelValue.Error($"regular expression has more than one capturing group");
        return CelValue.From(CelList.Of([.. regex.FindAll(text)
            .Where(m => m[2 * regex.Groups] >= 0 && (regex.Groups == 0 || m[2] < m[3]))
            .Select(m => CelValue.From(Part(text, m, regex.Groups)))]));
    }

    private static string Part(string text, int[] match, int group) =>
        match[2 * group] < 0 ? "" : text.Substring(match[2 * group], match[2 * group + 1] - match[2 * group]);

    private static CelValue Replace(CelValue[] v, CelRegex regex, long limit)
    {
        string text = (string)v[0].Reference!, with = (string)v[2].Reference!;
        var result = new StringBuilder();
        int at = 0;
        foreach (int[] match in regex.FindAll(text))
        {
            if (limit >= 0 && limit-- == 0)
                break;
            result.Append(text, at, match[0] - at);
            if (!Expand(text, with, match, regex.Groups, result, out CelValue error))
                return error;
            at = match[1];
        }
        return CelValue.From(result.Append(text, at, text.Length - at).ToString());
    }

    /// <summary>A replacement in which <c>\1</c> is a group and <c>\\</c> a backslash.</summary>
    private static bool Expand(string text, string with, int[] match, int groups, StringBuilder result, out CelValue error)
    {
        error = default;
        for (int i = 0; i < with.Length; i++)
        {
            if (with[i] != '\\')
            {
                result.Append(with[i]);
                continue;
            }
            char c = ++i < with.Length ? with[i] : '\0';
            if (c == '\\')
                result.Append(c);
            else if (c is < '0' or > '9')
                error = CelValue.Error("invalid replacement string: \\ must be followed by a digit or \\");
            else if (c - '0' > groups)
                error = CelValue.Error($"replacement string references group {c} but regex has only {groups} group(s)");
            else
                result.Append(Part(text, match, c - '0'));
            if (error.IsError)
                return false;
        }
        return true;
    }
}
