using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>A step of an image's history, read as the instruction that it was.</summary>
/// <param name="Name">Such as <c>RUN</c>; empty where it is none.</param>
/// <param name="Arguments">The arguments of the build, the variables or the labels that the step names with their values.</param>
/// <param name="Commands">The commands of a RUN.</param>
internal sealed record HistoryInstruction(string Name, IReadOnlyList<(string Name, string Value)> Arguments, IReadOnlyList<ShellCommand> Commands)
{
    /// <summary>Builders write the arguments of a RUN before its command, their number first: <c>|1 TOKEN=value /bin/sh -c …</c>.</summary>
    private const char ArgumentMark = '|';

    private const string Shell = "/bin/sh -c ";

    /// <summary>Reads a step.</summary>
    public static HistoryInstruction Read(HistoryStep step)
    {
        string text = step.Instruction;
        string command = text.StartsWith("RUN ", StringComparison.Ordinal) ? text.Substring("RUN ".Length).TrimStart() : text;
        return command.Length > 0 && command[0] == ArgumentMark ? OfArguments(command) : OfDockerfile(text);
    }

    private static HistoryInstruction OfArguments(string text)
    {
        int shell = text.IndexOf(Shell, StringComparison.Ordinal);
        string[] words = (shell < 0 ? text : text.Substring(0, shell)).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        (string, string)[] arguments = [.. words.Skip(1)
            .Where(w => w.IndexOf('=') > 0)
            .Select(w => (w.Substring(0, w.IndexOf('=')), w.Substring(w.IndexOf('=') + 1)))];
        return new HistoryInstruction("RUN", arguments, shell < 0 ? [] : OfDockerfile("RUN " + text.Substring(shell + Shell.Length)).Commands);
    }

    private static HistoryInstruction OfDockerfile(string text)
    {
        Dockerfile dockerfile = DockerfileReader.Read(
            new SourceFile("history", "FROM scratch\n" + text.Replace("\r", "").Replace("\n", " ")),
            [],
            Field<DockerIgnore>.Unknown());
        return dockerfile.FinalStage?.Instructions is [{ } instruction, ..]
            ? new HistoryInstruction(
                instruction.Name,
                [.. instruction.Variables.Select(v => (v.Name, v.Value.Or("")))],
                instruction.Script.Commands)
            : new HistoryInstruction("", [], []);
    }
}
