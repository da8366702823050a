using System.Globalization;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1014: images are built again before they are older than the policy allows (CIS Docker 4.4, NIST SP 800-190 3.1.1).</summary>
internal sealed class ImageStale() : Rule(new("CSEC1014", "image-stale", Severity.Low,
    "Image was made longer ago than the policy allows",
    "Build the image again, so that it gets the fixes of its base and packages.")
{
    IsOptional = true,
    Parameters = [MaxImageAge],
    References = ["CIS Docker 4.4", "NIST SP 800-190 3.1.1"],
}), IJudges<Image>
{
    private static readonly RuleParameter<TimeSpan> MaxImageAge = RuleParameter.Duration("maxImageAge",
        "How long ago an image may have been made.", minimum: "1d", maximum: "36500d");

    /// <summary>Reproducible builds say they were made in 1970 or 1980; of their age nothing is known.</summary>
    private static readonly DateTimeOffset FirstImage = new(2013, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public void Judge(Image resource, RuleContext context)
    {
        if (context.Parameters.TryGet(MaxImageAge, out TimeSpan allowed)
            && resource.Config.Created is { } created
            && created >= FirstImage
            && context.Now - created > allowed)
            context.Report(
                resource.Created,
                $"The image was made on {created.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, "
                    + $"{(int)(context.Now - created).TotalDays} days ago. Allowed: at most {Words(allowed)}.");
    }

    private static string Words(TimeSpan time) => time.Hours == 0 && time.Minutes == 0 && time.Seconds == 0
        ? $"{(int)time.TotalDays} days"
        : time.ToString("d' days 'hh\\:mm\\:ss", CultureInfo.InvariantCulture);
}
