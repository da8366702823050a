using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Resources.ControlPlane;

/// <summary>
/// Finds the program of a control plane that a container starts, by the name of what its command runs: itself, behind
/// a starter such as <c>go-runner</c>, in <c>hyperkube</c>, or in a shell's script.
/// </summary>
internal static class ComponentReader
{
    private const string AllInOne = "hyperkube", Runner = "go-runner";

    /// <summary>The program of a container; null where it starts none of a control plane.</summary>
    public static ControlPlaneComponent? Find(Container container)
    {
        Field<string>[] words = [.. container.Command.Items, .. container.Arguments.Items];
        if (words.Length == 0 || !words[0].IsKnown || !Array.Exists(words, w => w.Is(MayName)))
            return null;
        int at = IndexOfProgram(words);
        if (at >= words.Length || !words[at].IsKnown)
            return null;
        string? program = at > 0 && ShellCommand.BaseName(words[0].Value) == AllInOne
            ? ControlPlaneComponent.ProgramInAll(words[at].Value)
            : ControlPlaneComponent.ProgramOf(words[at].Value);
        return program is null
            ? Started(words, container)
            : Create(program, container, words[at].Node, [.. words.Skip(at + 1).Select(Argument.Of)], IsOpen(container));
    }

    /// <summary>Whether a word may hold the name of a program; most commands hold none and need not be read.</summary>
    private static bool MayName(string word) => word.Contains("kube") || word.Contains("etcd");

    /// <summary>The word that may be the program: the first one, or the one behind a starter of Kubernetes' own images.</summary>
    private static int IndexOfProgram(Field<string>[] words)
    {
        string first = ShellCommand.BaseName(words[0].Value);
        if (first == AllInOne)
            return 1;
        int at = first == Runner ? 1 : 0;
        while (at > 0 && at < words.Length && words[at].Is(w => w.StartsWith("-", StringComparison.Ordinal)))
            at++;
        return at;
    }

    /// <summary>The program behind <c>env</c>, <c>exec</c> and their like, or in the script of a shell.</summary>
    private static ControlPlaneComponent? Started(Field<string>[] words, Container container)
    {
        Field<string>[] known = [.. words.TakeWhile(w => w is { IsKnown: true, Location: not null })];
        ShellScript script = ShellScript.OfWords(known.Select(w => (w.Value, w.Location!)));
        foreach (ShellCommand command in script.Commands.Skip(1))
        {
            int first = command.Name == AllInOne ? 1 : 0;
            string? program = first >= command.Words.Count ? null
                : first == 0 ? ControlPlaneComponent.ProgramOf(command.Words[0].Text) : ControlPlaneComponent.ProgramInAll(command.Words[1].Text);
            if (program is null)
                continue;
            DocumentNode? place = Array.Find(known, w => w.Value.Contains(command.Words[first].Text)).Node;
            IEnumerable<Argument> arguments = command.Words.Skip(first + 1).Select(w => new Argument(w.Text, w.IsLiteral && !w.Text.Contains("$("), place));
            return Create(program, container, place, [.. arguments], known.Length < words.Length || IsOpen(container));
        }
        return null;
    }

    private static bool IsOpen(Container container) => container.Command.IsOpen || container.Arguments.IsOpen;

    private static ControlPlaneComponent Create(string program, Container container, DocumentNode? place, Argument[] arguments, bool isOpen)
    {
        Func<string, Field<string>> variable = program == ControlPlaneComponent.Etcd ? flag => Variable(container, flag) : _ => default;
        string holder = container.Name.Length > 0 ? $"container '{container.Name}'" : "the container";
        return new ControlPlaneComponent(
            program, holder, new CommandLine(arguments, place, isOpen, variable), place is null ? container.Location : DocumentLocation.Of(place));
    }

    /// <summary>etcd takes each flag from a variable too, such as <c>ETCD_CERT_FILE</c>.</summary>
    private static Field<string> Variable(Container container, string flag)
    {
        string name = "ETCD_" + flag.Replace('-', '_').ToUpperInvariant();
        foreach (EnvironmentVariable variable in container.Environment)
            if (variable.Name.Is(name))
                return variable.Value.IsKnown ? variable.Value : Field<string>.Unknown(variable.Name.Node);
        return container.View.Node("envFrom").IsMissing ? default : Field<string>.Unknown();
    }
}
