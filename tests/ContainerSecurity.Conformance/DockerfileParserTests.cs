using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Conformance;

/// <summary>The parser against BuildKit's own test data and tables.</summary>
public class DockerfileParserTests
{
    [Test]
    public void Files_have_the_instructions_that_BuildKit_reads() => Judge("index.jsonl", "id", (text, expected) =>
    {
        var errors = new List<DocumentError>();
        Dockerfile file = Read(text, errors);
        if (!expected.TryGetProperty("instructions", out JsonElement instructions))
            return errors.Count + file.Problems.Count > 0 ? null : "no error";
        string[] wanted = [.. instructions.EnumerateArray().Select(Canonical)];
        string[] found = [.. file.Instructions.Select(Canonical)];
        return wanted.SequenceEqual(found) ? null : $"\n  {string.Join("\n  ", found.Except(wanted))}\nnot\n  {string.Join("\n  ", wanted.Except(found))}";
    });

    [Test]
    public void Lines_of_instructions_are_known() => Judge("lines.jsonl", "id", (text, expected) =>
    {
        var errors = new List<DocumentError>();
        Instruction[] instructions = [.. Read(text, errors).Instructions];
        if (expected.TryGetProperty("error", out JsonElement error))
            return errors.Exists(e => e.Message.Contains(error.GetString()!, StringComparison.Ordinal)) ? null : "no error";
        if (!expected.TryGetProperty("instructionLines", out JsonElement lines))
            return string.Join(
                ";",
                instructions.Where(i => i.HasEmptyContinuation)
                    .Select(i => i.Arguments[0].Value)) == "something     following     more;another     thing"
                ? null
                : "other warnings";
        string found = string.Join(" ", instructions.Select(i => $"{i.StartLine},{i.EndLine}"));
        return found == string.Join(" ", lines.EnumerateArray().Select(l => $"{l[0]},{l[1]}")) ? null : found;
    });

    [Test]
    public void Instructions_are_refused_in_the_words_of_BuildKit() => Judge("instructions.jsonl", "title", (text, expected) =>
    {
        Dockerfile file = Read(text, []);
        if (expected.TryGetProperty("error", out JsonElement error))
            return file.Problems.Any(p => p.Message.StartsWith(error.GetString()!, StringComparison.Ordinal))
                ? null
                : string.Join("; ", file.Problems.Select(p => p.Message));
        var comments = new Dictionary<string, string>
        {
            ["stage base"] = file.Stages[0].From!.DescriptionOf("base"),
            ["global arg foo"] = file.Preamble[0].DescriptionOf("foo")
        };
        foreach (Instruction argument in file.Stages[0].Instructions)
            foreach (BuildVariable variable in argument.Variables)
                comments["arg " + variable.Name] = argument.DescriptionOf(variable.Name);
        return expected.GetProperty("docComments").EnumerateObject().All(c => comments[c.Name] == c.Value.GetString()) ? null : string.Join("; ", comments);
    });

    [Test]
    public void Heredocs_are_read_as_BuildKit_does() => Judge("heredocs.jsonl", "id", (text, expected) =>
    {
        Instruction[] instructions = [.. Read(text, []).Instructions];
        if (expected.TryGetProperty("heredocsPerInstructionAfterFrom", out JsonElement all))
            return Join(all.EnumerateArray().Select(i => i.ValueKind == JsonValueKind.Null ? "" : Join(i.EnumerateArray().Select(OfJson)))) is var wanted
                && Join(instructions.Skip(1).Select(i => Join(i.Heredocs.Select(Canonical)))) is var found && found == wanted ? null : found + " not " + wanted;
        Instruction one = instructions[0];
        if (expected.TryGetProperty("sourcesAndDest", out JsonElement copy))
            return copy.GetProperty("DestPath").GetString() == one.Arguments[^1].Value
                && Strings(copy, "SourcePaths").SequenceEqual(one.Arguments.SkipLast(1)
                    .Select(a => a.Value)
                    .Where(a => !a.StartsWith("<<", StringComparison.Ordinal)))
                && Contents(copy, "SourceContents").SequenceEqual(one.Heredocs.Select(h => $"{h.Name}:{h.Text}:{h.IsExpanded}")) ? null : "other files";
        bool isShell = expected.GetProperty("shell").GetBoolean();
        return isShell != one.IsJson && Strings(expected, "command").SequenceEqual(one.Arguments.Select(a => a.Value))
            && (!expected.TryGetProperty("files", out JsonElement files)
                || Join(files.EnumerateArray()
                    .Select(f => $"{f.GetProperty("Name")}:{f.GetProperty("Data")}")) == Join(one.Heredocs.Select(h => $"{h.Name}:{h.Content}")))
            ? null : "another command";
    });

    [Test]
    public void Words_and_JSON_forms_are_cut_as_BuildKit_does() => Judge("words.jsonl", "input", (text, expected) =>
    {
        bool isWords = text.StartsWith("words:", StringComparison.Ordinal);
        string input = text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
        IReadOnlyList<Token>? found = isWords ? new ArgumentSplitter(input, '\\').Words(0) : new JsonForm(input, 0).Read();
        return expected.ValueKind == JsonValueKind.Array
            ? found?.Select(t => t.Text).SequenceEqual(expected.EnumerateArray().Select(e => e.GetString()!)) == true
            ? null
            : Join(found?.Select(t => t.Text) ?? [])
            : found is null ? null
            : "no error";
    }, c => $"{c.GetProperty("kind")}:{c.GetProperty("input")}");

    [TestCase("shell-expansion.jsonl", "unix")]
    [TestCase("shell-expansion.jsonl", "windows")]
    [TestCase("shell-substitution.jsonl", null)]
    [TestCase("shell-words.jsonl", null)]
    public void Variables_are_expanded_as_BuildKit_does(string name, string? platform)
    {
        string[] cases = File.ReadAllLines(Corpus.Require("dockerfiles-parser", name));
        string?[] wrong = [.. cases.Select(c => JsonDocument.Parse(c).RootElement).Select(c => Expand(c, platform)).Where(w => w is not null)];
        TestContext.Out.WriteLine($"{name}: {cases.Length - wrong.Length} of {cases.Length}");
        Assert.That(wrong, Is.Empty);
    }

    private static string? Expand(JsonElement c, string? platform)
    {
        if (platform is not null && c.GetProperty("platform").GetString() is { } asked && asked != "any" && asked != platform)
            return null;
        string input = c.GetProperty("input").GetString()!;
        Dictionary<string, string> variables = Variables(c, platform);
        var expander = new WordExpander(input, '\\', n => variables.TryGetValue(n, out string? v) ? new VariableValue(true, v) : VariableValue.Unset);
        JsonElement expected = c.GetProperty("expected");
        object? found = expected.ValueKind == JsonValueKind.Array
                || (platform is null && c.GetProperty("environment").ValueKind == JsonValueKind.Array)
            ? expander.ExpandWords() is { } words ? Join(words) : null
            : expander.Expand();
        object? wanted = expected.ValueKind switch
        {
            JsonValueKind.Object => null,
            JsonValueKind.Array => Join(expected.EnumerateArray().Select(e => e.GetString()!)),
            _ => expected.GetString()
        };
        bool agrees = Equals(found, wanted) && (wanted is null || (Names(c, "unmatched", expander.Unmatched) && Names(c, "matches", expander.Matched)));
        return agrees ? null : $"{input}: '{found}' not '{wanted}' ({expander.Error})";
    }

    private static bool Names(JsonElement c, string property, IEnumerable<string> found) =>
        !c.TryGetProperty(property, out JsonElement names)
        || names.EnumerateArray().Select(n => n.GetString()!).Order(StringComparer.Ordinal).SequenceEqual(found);

    /// <summary>What upstream's test sets where a case has no environment of its own.</summary>
    private static Dictionary<string, string> Variables(JsonElement c, string? platform)
    {
        if (!c.TryGetProperty("environment", out JsonElement given))
            return new Dictionary<string, string>(platform == "windows"
                ? StringComparer.OrdinalIgnoreCase
                : StringComparer.Ordinal)
            { ["PWD"] = "/home", ["SHELL"] = "bash", ["KOREAN"] = "한국어", ["NULL"] = "" };
        return given.ValueKind == JsonValueKind.Object
            ? given.EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString()!)
            : given.EnumerateArray().Select(v => v.GetString()!.Split('=', 2)).ToDictionary(v => v[0], v => v[1]);
    }

    private static void Judge(string name, string id, Func<string, JsonElement, string?> judge, Func<JsonElement, string>? text = null)
    {
        string[] cases = File.ReadAllLines(Corpus.Require("dockerfiles-parser", name));
        var wrong = new List<string>();
        foreach (JsonElement c in cases.Select(c => JsonDocument.Parse(c).RootElement))
            if (judge(text?.Invoke(c) ?? c.GetProperty("dockerfile").GetString()!, c.GetProperty("expected")) is { } difference)
                wrong.Add($"{c.GetProperty(id)}: {difference}");
        TestContext.Out.WriteLine($"{name}: {cases.Length - wrong.Count} of {cases.Length}");
        Assert.That(wrong, Is.Empty);
    }

    private static Dockerfile Read(string text, List<DocumentError> errors) =>
        DockerfileReader.Read(new SourceFile("Dockerfile", text), errors, Field<DockerIgnore>.Missing());

    private static string Canonical(JsonElement instruction) =>
        instruction.ValueKind == JsonValueKind.String ? instruction.GetString()!
        : $"{instruction.GetProperty("instruction")}[{Join(Strings(instruction, "flags"))}]({Join(Grouped(instruction))})";

    /// <summary>ENV and LABEL as upstream dumps them: name, value, separator.</summary>
    private static IEnumerable<string> Grouped(JsonElement instruction) => instruction.GetProperty("args").EnumerateArray().Select(Canonical);

    private static string Canonical(Instruction instruction)
    {
        string name = string.Concat(instruction.Name.Select(char.ToLowerInvariant));
        IEnumerable<string> arguments = instruction.Trigger is { } trigger ? [Canonical(trigger)]
            : name is "env" or "label" ? instruction.Variables.Zip(Raw(instruction))
                .SelectMany(p => new[] { p.First.Name, p.Second, p.First.IsLegacy ? "" : "=" })
            : instruction.Arguments.Select(a => a.Value);
        IEnumerable<string> flags = instruction.Flags.Select(f => f.Value.IsMissing ? $"--{f.Name}" : $"--{f.Name}={f.Value}");
        return $"{name}[{Join(flags)}]({Join(arguments)})";
    }

    private static IEnumerable<string> Raw(Instruction instruction) =>
        instruction.Variables is [{ IsLegacy: true }]
            ? [instruction.Arguments[1].Value]
            : instruction.Arguments.Select(a => a.Value[(a.Value.IndexOf('=', StringComparison.Ordinal) + 1)..]);

    private static string Canonical(Heredoc heredoc) => Heredoc(heredoc.Name, heredoc.Content, heredoc.IsExpanded, heredoc.StripsTabs, heredoc.FileDescriptor);

    private static string OfJson(JsonElement heredoc) => Heredoc(
        heredoc.GetProperty("Name").GetString()!, heredoc.GetProperty("Content").GetString()!, heredoc.GetProperty("Expand").GetBoolean(),
        heredoc.TryGetProperty("Chomp", out JsonElement chomp) && chomp.GetBoolean(),
        heredoc.TryGetProperty("FileDescriptor", out JsonElement fd) ? fd.GetInt32() : 0);

    private static string Heredoc(string name, string content, bool expands, bool strips, int descriptor) => $"{descriptor}{name}:{content}:{expands}:{strips}";

    private static IEnumerable<string> Strings(JsonElement element, string property) =>
        element.TryGetProperty(property, out JsonElement list) ? list.EnumerateArray().Select(s => s.GetString()!) : [];

    private static IEnumerable<string> Contents(JsonElement element, string property) =>
        element.TryGetProperty(property, out JsonElement list)
            ? list.EnumerateArray()
                .Select(s => $"{s.GetProperty("Path")}:{s.GetProperty("Data")}:{s.GetProperty("Expand").GetBoolean()}")
            : [];

    private static string Join(IEnumerable<string> parts) => string.Join("|", parts);
}
