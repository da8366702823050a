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
    private const string MaxImageAge = "maxImageAge";

    /// <summary>Reproducible builds say they were made in 1970 or 1980; of their age nothing is known.</summary>
    private static readonly DateTimeOffset FirstImage = new(2013, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public void Judge(Image resource, RuleContext context)
    {
        long days = context.Parameters.Integer(MaxImageAge, 0);
        if (days > 0 && resource.Config.Created is { } created && created >= FirstImage && (context.Today - created).TotalDays > days)
            context.Report(resource.Created, $"The image was made on {created.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, {(int)(context.Today - created).TotalDays} days ago. Allowed: at most {days} days.");
    }
}
