using System.Text;
using System.Text.Json;
using Json.Pointer;
using Json.Schema;

namespace ContainerSecurity.Helm.Values.Schemas;

/// <summary>Says what a schema does not allow as Helm's validator says it.</summary>
internal sealed class SchemaErrors(JsonElement schema, JsonElement instance)
{
    private const int MostLines = 100;

    private readonly StringBuilder output = new();
    private int lines;

    /// <summary>The path of the first value that does not fit.</summary>
    public IReadOnlyList<string> First { get; private set; } = [];

    /// <summary>The lines for a result that is not valid.</summary>
    public string Write(EvaluationResults results)
    {
        foreach (Problem problem in Problems(results))
            Write(problem, 0);
        return output.ToString();
    }

    private void Write(Problem problem, int depth)
    {
        if (lines++ == 0)
            First = Names(problem.Location);
        if (lines > MostLines)
            return;
        output.Append(' ', depth * 2).Append("- at '").Append(problem.Location).Append("': ").Append(problem.Message).Append('\n');
        foreach (Problem inner in problem.Inner)
            Write(inner, depth + 1);
    }

    private List<Problem> Problems(EvaluationResults node)
    {
        List<Problem> problems = [];
        string location = node.InstanceLocation.ToString();
        JsonElement? written = At(schema, Fragment(node.SchemaLocation));
        JsonElement? value = At(instance, location);
        foreach ((string keyword, string message) in node.Errors ?? [])
            problems.Add(new Problem(location, SchemaWording.Of(keyword, written, value, message), []));
        foreach (IGrouping<string, EvaluationResults> group in (node.Details ?? []).GroupBy(d => KeywordOf(node, d), StringComparer.Ordinal))
            AddGroup(problems, location, group.Key, [.. group]);
        return problems;
    }

    private void AddGroup(List<Problem> problems, string location, string keyword, EvaluationResults[] results)
    {
        int[] valid = [.. results.Where(r => r.IsValid).Select(IndexOf)];
        switch (keyword)
        {
            case "if" or "contains":
                break;
            case "anyOf" when valid.Length == 0:
                problems.Add(new Problem(location, "anyOf failed", Inner(results)));
                break;
            case "oneOf" when valid.Length == 0:
                problems.Add(new Problem(location, "oneOf failed, none matched", Inner(results)));
                break;
            case "oneOf" when valid.Length > 1:
                problems.Add(new Problem(location, $"oneOf failed, subschemas {valid[0]}, {valid[1]} matched", []));
                break;
            case "anyOf" or "oneOf":
                break;
            case "not" when valid.Length > 0:
                problems.Add(new Problem(location, "'not' failed", []));
                break;
            case "not":
                break;
            case "allOf" when valid.Length < results.Length:
                problems.Add(new Problem(location, "'allOf' failed", Inner(results)));
                break;
            case "additionalProperties" when Array.TrueForAll(results, r => r.IsValid || IsForbidden(r)):
                string[] names = [.. results.Where(r => !r.IsValid).Select(r => $"'{Names(r.InstanceLocation.ToString())[^1]}'")];
                if (names.Length > 0)
                    problems.Add(new Problem(location, $"additional properties {string.Join(", ", names)} not allowed", []));
                break;
            default:
                problems.AddRange(Inner(results));
                break;
        }
    }

    /// <summary>What is wrong with each result that is not valid; several things with one are put together.</summary>
    private List<Problem> Inner(EvaluationResults[] results)
    {
        List<Problem> problems = [];
        foreach (EvaluationResults result in results)
        {
            if (result.IsValid)
                continue;
            List<Problem> own = Problems(result);
            if (own.Count > 1)
                problems.Add(new Problem(result.InstanceLocation.ToString(), "validation failed", own));
            else
                problems.AddRange(own);
        }
        return problems;
    }

    private bool IsForbidden(EvaluationResults result) => At(schema, Fragment(result.SchemaLocation)) is { ValueKind: JsonValueKind.False };

    /// <summary>The keyword of a schema that a result belongs to.</summary>
    private static string KeywordOf(EvaluationResults node, EvaluationResults detail)
    {
        string[] names = Names(detail.EvaluationPath.ToString());
        int depth = Names(node.EvaluationPath.ToString()).Length;
        return names.Length > depth ? names[depth] : "";
    }

    private static int IndexOf(EvaluationResults result) => int.TryParse(Names(result.EvaluationPath.ToString())[^1], out int index) ? index : 0;

    private static string[] Names(string pointer) =>
        pointer.Length == 0
            ? []
            : [.. pointer.Split('/').Skip(1).Select(n => n.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    private static string Fragment(Uri location) => Uri.UnescapeDataString(location.Fragment.TrimStart('#'));

    private static JsonElement? At(JsonElement root, string pointer) => JsonPointer.TryParse(pointer, out JsonPointer parsed) ? parsed.Evaluate(root) : null;

    private sealed record Problem(string Location, string Message, IReadOnlyList<Problem> Inner);
}
