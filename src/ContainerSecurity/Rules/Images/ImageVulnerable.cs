using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1012: no package of an image has a known flaw that the policy does not allow (NIST SP 800-190 3.1.1, CIS Docker 4.4).</summary>
internal sealed class ImageVulnerable() : Rule(new("CSEC1012", "image-vulnerable", Severity.Medium,
    "Package with a known vulnerability",
    "Update the package, or the base image that brings it, and build again from the layer that brings it.")
{
    Parameters = [MinSeverity, Fixable, Exploited, MinLikelihood, KnownFor, IgnoredPackages, MaxDataAge],
    References = ["CIS Docker 4.4", "NIST SP 800-190 3.1.1"],
}), IJudges<IHoldsPackages>
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    private static readonly Dictionary<string, bool> Answers = new() { ["true"] = true, ["false"] = false };

    private static readonly RuleParameter<VulnerabilitySeverity> MinSeverity = RuleParameter.Choice("minVulnerabilitySeverity",
        "From which severity on vulnerabilities count; one of unknown severity always does.",
        new Dictionary<string, VulnerabilitySeverity>
        {
            ["negligible"] = VulnerabilitySeverity.Negligible,
            ["low"] = VulnerabilitySeverity.Low,
            ["medium"] = VulnerabilitySeverity.Medium,
            ["high"] = VulnerabilitySeverity.High,
            ["critical"] = VulnerabilitySeverity.Critical,
        },
        "low");

    private static readonly RuleParameter<bool> Fixable =
        RuleParameter.Choice("onlyFixable", "Whether only vulnerabilities count that a version mends.", Answers, "false");

    private static readonly RuleParameter<bool> Exploited = RuleParameter.Choice("onlyExploited",
        "Whether only vulnerabilities count that attackers are known to use; where nobody was asked they do.", Answers, "false");

    private static readonly RuleParameter<decimal> MinLikelihood = RuleParameter.Number("minExploitLikelihood",
        "From which likelihood of use (EPSS) on vulnerabilities count; one of unknown likelihood always does.", minimum: 0, maximum: 1, fallback: 0);

    private static readonly RuleParameter<TimeSpan> KnownFor = RuleParameter.Duration("vulnerabilityGrace",
        "How long a vulnerability has to be known before it counts; one of unknown age always does.", fallback: "0d");

    private static readonly RuleParameter<IReadOnlyList<string>> IgnoredPackages = RuleParameter.Patterns("ignoredPackages",
        "Names of packages whose vulnerabilities do not count.");

    private static readonly RuleParameter<TimeSpan> MaxDataAge = RuleParameter.Duration("maxDataAge",
        "How old the data may be that packages are compared with, each by what is newest in them; data of unknown age, and no data, are too old.",
        minimum: "1h", maximum: "36500d");

    internal override bool HasVerdictOn(Resource resource) => resource is IHoldsPackages { IsCompared: true };

    public void Judge(IHoldsPackages resource, RuleContext context)
    {
        JudgeData(resource, context);
        VulnerabilitySeverity least = context.Parameters.Get(MinSeverity);
        decimal likelihood = context.Parameters.Get(MinLikelihood);
        TimeSpan grace = context.Parameters.Get(KnownFor);
        bool onlyFixable = context.Parameters.Get(Fixable), onlyExploited = context.Parameters.Get(Exploited);
        IReadOnlyList<string> ignored = context.Parameters.Get(IgnoredPackages);
        foreach (Vulnerability flaw in resource.Vulnerabilities)
            if (!(flaw.Severity < least)
                && !(onlyFixable && flaw.FixedIn is null)
                && !(onlyExploited && flaw.IsExploited == false)
                && !(flaw.Likelihood is { } known && (decimal)known < likelihood)
                && !(flaw.Published is { } published && context.Now - published < grace)
                && !ignored.Any(p => Glob.Matches(p, flaw.Package)))
                context.ReportAbout(resource.PlaceOf(flaw), MessageOf(resource, flaw), SubjectOf(flaw), SeverityFor(flaw));
        foreach (string reason in resource.Unknown)
            context.ReportNotEvaluated(new NotEvaluated(Descriptor.Id, reason, context.Resource.Location)
            {
                Resource = context.Resource.Identity,
                ResourceLocation = context.Resource.Location,
            });
    }

    /// <summary>Old data know nothing of new flaws, so that silence would say nothing.</summary>
    private static void JudgeData(IHoldsPackages holder, RuleContext context)
    {
        if (!context.Parameters.TryGet(MaxDataAge, out TimeSpan allowed))
            return;
        string limit = $"Allowed: at most {allowed.TotalDays.ToString("0.##", CultureInfo.InvariantCulture)} days.";
        if (holder.VulnerabilityData.Count == 0)
            context.Report(
                context.Resource,
                holder.IsCompared
                    ? $"How old the data are that the packages were compared with is not known. {limit}"
                    : $"The packages were compared with no advisories, so no flaw of theirs is known. {limit}",
                Severity.High);
        foreach (VulnerabilityData data in holder.VulnerabilityData)
            // A clock may be a little ahead; what comes from tomorrow has no age that could be believed.
            if (data.Newest is not { } newest || newest - context.Now > Ahead)
                context.Report(context.Resource, $"The age of the vulnerability data '{data.Source}' is not known. {limit}", Severity.High);
            else if (context.Now - newest > allowed)
                context.Report(
                    context.Resource,
                    $"The vulnerability data '{data.Source}' are {(int)(context.Now - newest).TotalDays} days old, "
                        + $"of {newest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}. {limit}",
                    Severity.High);
    }

    private static FindingSubject SubjectOf(Vulnerability flaw) => new([flaw.Id, .. flaw.Aliases], flaw.Package) { PackageUrl = flaw.Url };

    /// <summary>The severity of the finding; one that nobody says is taken for a medium one.</summary>
    private static Severity SeverityFor(Vulnerability flaw) => flaw.Severity switch
    {
        VulnerabilitySeverity.Negligible => Severity.Info,
        VulnerabilitySeverity.Low => Severity.Low,
        VulnerabilitySeverity.High => Severity.High,
        VulnerabilitySeverity.Critical => Severity.Critical,
        _ => Severity.Medium,
    };

    private static Message MessageOf(IHoldsPackages holder, Vulnerability flaw) =>
        $"Package '{flaw.Package}' {flaw.Installed}{Kind(flaw)} has {flaw.Id}{Also(flaw)}, {SeverityOf(flaw)}{Use(flaw)}. {Mend(flaw)}{holder.OriginOf(flaw.Layer)}";

    private static string Kind(Vulnerability flaw) => flaw.Ecosystem.Length == 0 ? "" : $" ({flaw.Ecosystem})";

    private static string Also(Vulnerability flaw) => flaw.Aliases.Count == 0 ? "" : $" ({string.Join(", ", flaw.Aliases)})";

    private static string SeverityOf(Vulnerability flaw) =>
        flaw.Severity is not { } severity ? "of unknown severity"
        : $"of severity {severity.ToString().ToLowerInvariant()}{(flaw.SeveritySource is { } who ? $" by {who}" : "")}";

    private static string Use(Vulnerability flaw) =>
        (flaw.IsExploited == true ? ", which attackers use" : "")
        + (flaw.Likelihood is { } likelihood ? $", with a likelihood of use of {likelihood.ToString("0.###", CultureInfo.InvariantCulture)}" : "");

    private static string Mend(Vulnerability flaw) =>
        flaw.FixedIn is { } version ? $"Allowed: {version} or later." : "No version is known to mend it. Allowed: no such package.";
}
