using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Conformance;

/// <summary>The reader of shell commands against every script of the Dockerfiles of the corpora.</summary>
public class ShellReaderTests
{
    private const string End = "the-end";

    /// <summary>Scripts that no shell reads to their end: nothing closes the quote of this one.</summary>
    private static readonly string[] Unfinished = ["don't expand $NAME\n"];

    /// <summary>The forms that a script may be given in, and how many commands each of them adds before those of the script.</summary>
    private static readonly (string Name, Func<string, string> Write, int Added)[] Forms =
    [
        ("quoted", s => $"sh -c '{s.Replace("'", @"'\''", StringComparison.Ordinal)}'", 1),
        ("evaluated", s => $"eval '{s.Replace("'", @"'\''", StringComparison.Ordinal)}'", 1),
        ("here-document", s => $"bash -e <<'THE_END'\n{s}\nTHE_END\n", 1),
        ("printed into a shell", s => $"cat <<'THE_END' | sh\n{s}\nTHE_END\n", 2),
        ("branch of a case", s => $"case $x in a|b)\n{s}\n;; esac", 1),
        ("second branch of a case", s => $"case $x in (a) ;;\nb | c)\n{s}\n;;\n*) ;; esac", 1),
        ("group", s => $"{{\n{s}\n}}", 0),
        ("subshell", s => $"(\n{s}\n)", 0),
    ];

    [Test]
    public void Every_script_is_read_to_its_end()
    {
        string[] scripts = [.. Scripts()];
        string[] wrong = [.. scripts.Where(s => !Names($"{s}\n{End}").Contains(End, StringComparer.Ordinal))];
        TestContext.Out.WriteLine($"scripts: {scripts.Length - wrong.Length} of {scripts.Length}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scripts, Has.Length.GreaterThan(300));
            Assert.That(wrong, Is.EquivalentTo(Unfinished));
        }
    }

    [Test]
    public void Commands_are_the_same_in_every_form()
    {
        var wrong = new List<string>();
        int count = 0;
        foreach (string script in Scripts().Except(Unfinished))
            foreach ((string name, Func<string, string> write, int added) in Forms)
            {
                count++;
                string plain = string.Join("; ", Texts(script));
                string other = string.Join("; ", Texts(write(script)).Skip(added));
                if (plain != other)
                    wrong.Add($"{name}: {script}\n  {other}\n  {plain}");
            }
        TestContext.Out.WriteLine($"forms: {count - wrong.Count} of {count}");
        Assert.That(wrong, Is.Empty);
    }

    private static IEnumerable<string> Scripts() =>
        Texts("dockerfiles-lint", "index.jsonl")
            .Concat(Texts("dockerfiles-lint", "buildkit-checks.jsonl"))
            .Concat(Texts("dockerfiles-parser", "index.jsonl"))
            .Concat(Texts("dockerfiles-parser", "heredocs.jsonl"))
            .SelectMany(ScriptsOf)
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Texts(string corpus, string name) =>
        File.ReadAllLines(Corpus.Require(corpus, name)).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("dockerfile").GetString()!);

    private static IEnumerable<string> ScriptsOf(string dockerfile)
    {
        foreach (Instruction written in DockerfileReader.Read(new SourceFile("Dockerfile", dockerfile), [], Field<DockerIgnore>.Missing()).Instructions)
            if ((written.Trigger ?? written) is { Name: "RUN", IsJson: false, Arguments: [var text] } run && run.Dialect == ShellDialect.Posix)
                foreach (string script in run.Heredocs.Count > 0 ? run.Heredocs.Select(h => h.Text) : [text.Value])
                    yield return script;
    }

    private static IEnumerable<string> Names(string script) => Commands(script).Select(c => c.Name);

    private static IEnumerable<string> Texts(string script) => Commands(script).Select(c => string.Join(" ", c.Assignments.Concat(c.Words)));

    private static IReadOnlyList<ShellCommand> Commands(string script)
    {
        var file = new SourceFile("script", script);
        return ShellScript.Read(ShellText.Inside(script, new DocumentLocation(file, SourceSpan.FileStart, "")), []).Commands;
    }
}
