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

    /// <summary>The step as the instruction of a Dockerfile, without the shell that classic builders wrote before it.</summary>
    public string Instruction
    {
        get
        {
            string text = CreatedBy ?? "";
            int marker = text.IndexOf("#(nop)", StringComparison.Ordinal);
            return marker >= 0 ? text.Substring(marker + "#(nop)".Length).Trim()
                : text.StartsWith("/bin/sh -c ", StringComparison.Ordinal) ? "RUN " + text.Substring("/bin/sh -c ".Length).Trim()
                : text.Trim();
        }
    }

    internal static HistoryStep Read(ImageFields fields) => new(fields.Text("created_by"), fields.Flag("empty_layer"))
    {
        Created = fields.Time("created"),
        Author = fields.Text("author"),
        Comment = fields.Text("comment"),
    };
}
