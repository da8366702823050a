using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules.Images.Licenses;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1016: packages are under licences that the policy allows (SPDX 2.3, annex D).</summary>
internal sealed class PackageLicenseRefused() : Rule(new("CSEC1016", "package-license-refused", Severity.Medium,
    "Package under a licence that the policy does not allow",
    "Use another package, or have the licence allowed by who answers for that.")
{
    IsOptional = true,
    Parameters = [AllowedLicenses, RefusedLicenses, UnknownLicenses],
    References = ["NIST SP 800-190 3.1.1"],
}), IJudges<IHoldsPackages>
{
    private static readonly RuleParameter<IReadOnlyList<string>> AllowedLicenses = RuleParameter.Texts("allowedLicenses",
        "Identifiers of SPDX licences that are allowed, in which * stands for any characters, also with an exception (GPL-2.0-only WITH Classpath-exception-2.0); where none is named, all that are not refused.");

    private static readonly RuleParameter<IReadOnlyList<string>> RefusedLicenses = RuleParameter.Texts("refusedLicenses",
        "Identifiers of SPDX licences that are refused, in which * stands for any characters.");

    private static readonly RuleParameter<bool> UnknownLicenses = RuleParameter.Choice("unknownLicenses",
        "What packages count for that name no licence.", new Dictionary<string, bool> { ["allow"] = true, ["refuse"] = false }, "allow");

    public void Judge(IHoldsPackages resource, RuleContext context)
    {
        var terms = new LicenseTerms(context.Parameters.Get(AllowedLicenses), context.Parameters.Get(RefusedLicenses));
        bool allowsUnknown = context.Parameters.Get(UnknownLicenses);
        if (terms.IsEmpty && allowsUnknown)
            return;
        if (resource.Packages is null)
            ReportNotEvaluated("The packages and their licences are not known here.", context);
        foreach (string reason in resource.UnknownPackages)
            ReportNotEvaluated(reason, context);
        foreach (Package package in resource.Packages ?? [])
            if (ProblemOf(package, terms, allowsUnknown) is { } problem)
                context.ReportAbout(
                    resource.PlaceOf(package),
                    $"Package '{package.Name}' {package.Version} {problem}. Allowed: {terms}.{resource.OriginOf(package.Layer)}",
                    new FindingSubject([], package.Name) { PackageUrl = package.Url });
    }

    private void ReportNotEvaluated(string reason, RuleContext context) =>
        context.ReportNotEvaluated(new NotEvaluated(Descriptor.Id, reason, context.Resource.Location)
        {
            Resource = context.Resource.Identity,
            ResourceLocation = context.Resource.Location,
        });

    private static string? ProblemOf(Package package, LicenseTerms terms, bool allowsUnknown)
    {
        string[] named = [.. package.Licenses.Where(l => !LicenseTerms.SaysNothing(l))];
        if (named.Length == 0)
            return allowsUnknown ? null : "names no licence";
        string[] refused = [.. named.SelectMany(terms.RefusedIn).Distinct()];
        return refused.Length == 0 ? null
            : $"is under '{string.Join("', '", named)}', of which {string.Join(" and ", refused.Select(r => $"'{r}'"))} {(refused.Length == 1 ? "is" : "are")} not allowed";
    }
}
