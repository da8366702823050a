namespace ContainerSecurity.Docker.Access;

/// <summary>A demand of a decision.</summary>
/// <param name="Kind">What is demanded.</param>
/// <param name="Key">The label's key; empty where there is none.</param>
/// <param name="Value">The label's value, the volume's name, or the text of the engine's answer.</param>
public sealed record DockerObligation(DockerObligationKind Kind, string Key = "", string Value = "")
{
    /// <summary>The demand as the audit log writes it.</summary>
    public override string ToString() => Key.Length > 0 ? $"{Kind} {Key}={Value}" : Value.Length > 0 && Kind != DockerObligationKind.AnswerNotFound
        ? $"{Kind} {Value}" : $"{Kind}";
}
