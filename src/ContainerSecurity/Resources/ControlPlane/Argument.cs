using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.ControlPlane;

/// <summary>A word of a command line.</summary>
/// <param name="Text">The word; null where it is not known.</param>
/// <param name="IsLiteral">Whether nothing is put in when the program starts, such as <c>$(NAME)</c>.</param>
/// <param name="Node">Where it stands.</param>
internal readonly record struct Argument(string? Text, bool IsLiteral, DocumentNode? Node)
{
    /// <summary>A word of a container's command, where Kubernetes puts variables in as <c>$(NAME)</c>.</summary>
    public static Argument Of(Field<string> word) =>
        word.IsKnown ? new Argument(word.Value, word.Value.IndexOf("$(", StringComparison.Ordinal) < 0, word.Node) : new Argument(null, false, word.Node);
}
