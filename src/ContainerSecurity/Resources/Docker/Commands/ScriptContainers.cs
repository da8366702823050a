using System.Text.RegularExpressions;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Resources.Docker;

/// <summary>Finds the containers that a script of a pipeline runs, and the images that it builds, by the clients of engines.</summary>
internal static class ScriptContainers
{
    /// <summary>Of one file, as many commands are looked at. Further ones are said.</summary>
    public const int MaxCommands = 2_000;

    private static readonly string[] Clients = ["docker", "podman", "nerdctl", "buildah"];

    /// <summary>Expressions, whose blanks would part words.</summary>
    private static readonly Regex Expressions = new(@"\$\{\{.*?\}\}|\$\[\[.*?\]\]", RegexOptions.Singleline, TimeSpan.FromSeconds(2));

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
        foreach (ShellCommand command in commands.Commands.Take(MaxCommands))
            if (OfCommand(command, script, owner) is { } resource)
                yield return resource;
    }

    private static Resource? OfCommand(ShellCommand command, ScalarNode script, string owner)
    {
        if (Array.IndexOf(Clients, command.Name) < 0)
            return null;
        DocumentNode[] words = [.. command.Arguments.Select(a => WordOf(a, script))];
        DocumentNode place = DerivedNodes.Text(script, command.Name, command.Location?.Span);
        if (RunCommand.IsClient(command.Name) && RunCommand.ReadBody(words, place) is { } body)
            return DockerReader.ReadDescribed(body, Field<string>.Known($"{owner}: {command.Name} run", place), isWhole: false);
        return BuildCommand.Read(words, place, owner);
    }

    private static DocumentNode WordOf(ShellWord word, ScalarNode script) =>
        DerivedNodes.Text(script, word.Text, word.Location.Span);

    private static char NameLetter(char c) => char.IsLetterOrDigit(c) ? c : '_';

    /// <summary>The script with names of variables, of the same length, in the place of expressions.</summary>
    private static string WithoutExpressions(string text)
    {
        try
        {
            return Expressions.Replace(text, m => "${" + new string([.. m.Value.Substring(2, m.Length - 3).Select(NameLetter)]) + "}");
        }
        catch (RegexMatchTimeoutException)
        {
            return text;
        }
    }
}
