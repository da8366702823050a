using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Resources.Docker;

/// <summary>Finds the containers that a script of a pipeline runs, and the images that it builds, by the clients of engines.</summary>
internal static class ScriptContainers
{
    private static readonly string[] Clients = ["docker", "podman", "nerdctl", "buildah"];

    /// <summary>The signs of expressions, whose blanks would part words.</summary>
    private static readonly (string Start, string End)[] Expressions = [("${{", "}}"), ("$[[", "]]")];

    /// <summary>Reads a script.</summary>
    /// <param name="script">The text of the script.</param>
    /// <param name="owner">What the script belongs to, such as a job's name.</param>
    /// <param name="dialect">Whose words the script is in.</param>
    /// <returns>Workloads and builds in source order.</returns>
    public static IEnumerable<Resource> Read(ScalarNode script, string owner, ShellDialect dialect = ShellDialect.Posix)
    {
        if (!Array.Exists(Clients, c => script.Text.IndexOf(c, StringComparison.Ordinal) >= 0))
            yield break;
        string text = WithoutExpressions(script.Text);
        DocumentLocation place = DocumentLocation.Of(script);
        var commands = ShellScript.Read(new ShellText(text, place, ScalarMap.Of(script), 0), [], dialect);
        foreach (ShellCommand command in commands.Commands)
            if (OfCommand(command, script, owner) is { } resource)
                yield return resource;
    }

    /// <summary>Reads a command that is given word by word.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="owner">What the command belongs to.</param>
    public static IEnumerable<Resource> OfWords(SequenceNode words, string owner)
    {
        if (words.Items.Count == 0 || words.Items[0] is not ScalarNode first)
            yield break;
        string program = ShellCommand.BaseName(first.Text);
        if (program is "sh" or "bash" && words.Items.Count > 2 && words.Items[2] is ScalarNode script)
            foreach (Resource resource in Read(script, owner))
                yield return resource;
        else if (OfProgram(program, [.. words.Items.Skip(1)], first, owner) is { } one)
            yield return one;
    }

    /// <summary>Reads the arguments of a command of Docker's client whose other words stand elsewhere.</summary>
    /// <param name="command">The command, such as <c>build</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="owner">What the command belongs to.</param>
    public static IEnumerable<Resource> OfCommand(string command, ScalarNode arguments, string owner)
    {
        ScalarNode word = DerivedNodes.Text(arguments, command == "run" ? "run" : "build");
        return OfProgram("docker", [word, .. OptionLine.Split(arguments)], word, owner) is { } one ? [one] : [];
    }

    private static Resource? OfCommand(ShellCommand command, ScalarNode script, string owner)
    {
        if (Array.IndexOf(Clients, command.Name) < 0)
            return null;
        DocumentNode[] words = [.. command.Arguments.Select(a => WordOf(a, script))];
        return OfProgram(command.Name, words, DerivedNodes.Text(script, command.Name, command.Location?.Span), owner);
    }

    private static Resource? OfProgram(string program, DocumentNode[] words, DocumentNode place, string owner) =>
        Array.IndexOf(Clients, program) < 0 ? null
        : RunCommand.IsClient(program) && RunCommand.ReadBody(words, place) is { } body
            ? DockerReader.ReadDescribed(body, Field<string>.Known($"{owner}: {program} run", place), isWhole: false, new ContainerTraits(IsThrownAway: true, default))
        : BuildCommand.Read(words, place, owner);

    private static ScalarNode WordOf(ShellWord word, ScalarNode script) =>
        DerivedNodes.Text(script, word.Text, word.Location.Span);

    /// <summary>The script with names of variables, of the same length, in the place of expressions.</summary>
    private static string WithoutExpressions(string text)
    {
        foreach ((string start, string end) in Expressions)
        {
            var filled = new StringBuilder();
            int at = 0;
            for (int open; (open = text.IndexOf(start, at, StringComparison.Ordinal)) >= 0;)
            {
                int close = text.IndexOf(end, open, StringComparison.Ordinal);
                if (close < 0)
                    break;
                filled.Append(text, at, open - at).Append("${");
                for (int i = open + 2; i < close + end.Length - 1; i++)
                    filled.Append(char.IsLetterOrDigit(text[i]) ? text[i] : '_');
                filled.Append('}');
                at = close + end.Length;
            }
            text = filled.Append(text, at, text.Length - at).ToString();
        }
        return text;
    }
}
