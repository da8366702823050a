namespace ContainerSecurity.Resources.Images;

/// <summary>One step of how an image was made; an instruction of its Dockerfile, where it had one.</summary>
/// <param name="CreatedBy">The command; null where it is not said.</param>
/// <param name="IsEmptyLayer">Whether the step made no layer.</param>
public sealed record HistoryStep(string? CreatedBy, bool IsEmptyLayer)
{
    /// <summary>When the step was run; null where it is not said.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Who made it; null where it is not said.</summary>
    public string? Author { get; init; }

    /// <summary>A remark; null where there is none.</summary>
    public string? Comment { get; init; }

    private const string Shell = "/bin/sh -c ";
    private const string NoOperation = "#(nop)";
    private const string BuildKit = "# buildkit";

    /// <summary>The step as the instruction of a Dockerfile, without the shell that builders write before it, and BuildKit's mark behind it.</summary>
    public string Instruction
    {
        get
        {
            string text = (CreatedBy ?? "").Trim();
            if (text.EndsWith(BuildKit, StringComparison.Ordinal))
                text = text.Substring(0, text.Length - BuildKit.Length).TrimEnd();
            int marker = text.IndexOf(NoOperation, StringComparison.Ordinal);
            return marker >= 0 ? text.Substring(marker + NoOperation.Length).Trim()
                : text.StartsWith(Shell, StringComparison.Ordinal) ? "RUN " + text.Substring(Shell.Length).Trim()
                : text.StartsWith("RUN " + Shell, StringComparison.Ordinal) ? "RUN " + text.Substring("RUN ".Length + Shell.Length).Trim()
                : text;
        }
    }

    internal static HistoryStep Read(ImageFields fields) => new(fields.Text("created_by"), fields.Flag("empty_layer"))
    {
        Created = fields.Time("created"),
        Author = fields.Text("author"),
        Comment = fields.Text("comment"),
    };
}
