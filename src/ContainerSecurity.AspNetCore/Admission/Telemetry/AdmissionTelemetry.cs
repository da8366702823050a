using System.Diagnostics;
using System.Diagnostics.Metrics;
using ContainerSecurity.AspNetCore.Admission.Judging;
using ContainerSecurity.AspNetCore.Admission.Reviews;
using ContainerSecurity.AspNetCore.Telemetry;

namespace ContainerSecurity.AspNetCore.Admission.Telemetry;

/// <summary>What the package's meter counts of admission webhooks.</summary>
internal sealed class AdmissionTelemetry
{
    private readonly Counter<long> reviews;
    private readonly Histogram<double> duration;
    private readonly Counter<long> findings;
    private readonly Counter<long> refused;

    public AdmissionTelemetry(IMeterFactory meters)
    {
        Meter meter = meters.Create(PackageTelemetry.Name);
        reviews = meter.CreateCounter<long>(
            "containersecurity.admission.reviews", "{review}", "Reviews that were judged, by operation, verdict and whether it was a dry run.");
        duration = meter.CreateHistogram<double>(
            "containersecurity.admission.duration", "s", "How long a review took, from its first byte to its verdict.");
        findings = meter.CreateCounter<long>("containersecurity.admission.denials", "{finding}", "Findings that denied, by rule.");
        refused = meter.CreateCounter<long>(
            "containersecurity.admission.refused", "{request}", "Requests that were no review that could be judged, by status code.");
    }

    public void Judged(AdmissionReview review, ReviewVerdict verdict, TimeSpan time)
    {
        string word = verdict.IsFailure ? "failed" : verdict.IsAllowed ? "allowed" : "denied";
        var tags = new TagList { { "operation", review.Operation.ToString() }, { "verdict", word }, { "dry_run", review.IsDryRun } };
        reviews.Add(1, tags);
        duration.Record(time.TotalSeconds, tags);
        foreach (var denying in verdict.Denying)
            findings.Add(1, new KeyValuePair<string, object?>("rule", denying.Finding.Rule.Id));
        if (Activity.Current is not { } activity)
            return;
        activity.SetTag("containersecurity.object", review.Object);
        activity.SetTag("containersecurity.operation", review.Operation.ToString());
        activity.SetTag("containersecurity.verdict", word);
        activity.SetTag("containersecurity.rules", string.Join(',', verdict.Rules));
    }

    public void Refused(int status) => refused.Add(1, new KeyValuePair<string, object?>("http.response.status_code", status));
}
