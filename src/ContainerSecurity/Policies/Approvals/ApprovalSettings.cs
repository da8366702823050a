using ContainerSecurity.Resources;

namespace ContainerSecurity.Policies;

/// <summary>What a policy says about approvals: where they are kept, who may give them, and how many are needed for its environment.</summary>
public sealed record ApprovalSettings
{
    /// <summary>No approvals are asked for.</summary>
    public static ApprovalSettings None { get; } = new();

    /// <summary>
    /// The places that keep approvals, all of which must agree: a folder, <c>sqlite:FILE</c>, or <c>registry</c> for beside the image.
    /// The default value is none.
    /// </summary>
    public IReadOnlyList<string> Stores { get; init; } = [];

    /// <summary>
    /// The environment that the policy is for, such as <c>production</c>. The default value is empty: only approvals
    /// for all environments count.
    /// </summary>
    public string Environment { get; init; } = "";

    /// <summary>Who may approve.</summary>
    public IReadOnlyList<ApproverSettings> Approvers { get; init; } = [];

    /// <summary>How many different people must have approved an image, from 1 to 100. The default value is 1.</summary>
    public int Threshold { get; init; } = 1;

    /// <summary>The images that need an approval. The default value is none, which stands for all.</summary>
    public IReadOnlyList<ImagePattern> Images { get; init; } = [];

    /// <summary>How old an approval may be, whatever end it has; null for any age. The default value is null.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>How long one person's approval counts that breaks the glass; null where none counts. The default value is null.</summary>
    public TimeSpan? BreakGlass { get; init; }

    /// <summary>Other environments for which an image must be approved before, such as <c>staging</c>.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>Whether only approvals count that were given on a clean verdict. The default value is false.</summary>
    public bool NeedsCleanVerdict { get; init; }

    /// <summary>The digest of the policy by which that verdict was made; null for any policy. The default value is null.</summary>
    public string? VerdictPolicy { get; init; }

    /// <summary>
    /// The ends of the store as they were seen before, <c>NUMBER:HASH</c> with commas between; a store that lacks one
    /// was rolled back. Null for none.
    /// </summary>
    public string? Checkpoint { get; init; }

    /// <summary>Whether approvals are asked for.</summary>
    public bool IsSet => Stores.Count > 0;

    /// <summary>Whether an image needs an approval.</summary>
    /// <param name="image">The image's normalised reference; null where it has none.</param>
    public bool Concerns(ImageReference? image) => IsSet && (Images.Count == 0 || image is null || Images.Any(p => p.Matches(image)));

    /// <summary>Who may approve images, as words; null where nothing is asked.</summary>
    internal Func<ImageReference?, string?>? InWords()
    {
        if (!IsSet)
            return null;
        string[] people = [.. Approvers.Where(a => !a.IsRetired).Select(a => a.Name)];
        string words = people.Length == 1 ? people[0] : $"{Threshold} of {string.Join(", ", people)}";
        return image => Concerns(image) ? words : null;
    }
}
