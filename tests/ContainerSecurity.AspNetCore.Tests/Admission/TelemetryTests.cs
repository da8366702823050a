using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary>What a webhook tells those who watch over it.</summary>
[TestFixture]
public class TelemetryTests
{
    private const string Name = "ContainerSecurity.AspNetCore";

    [Test]
    public async Task Reviews_are_counted_by_what_became_of_them()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        var counted = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener();
        IMeterFactory own = host.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == Name && ReferenceEquals(instrument.Meter.Scope, own))
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            counted.AddOrUpdate($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(t => t.Value))}", value, (_, n) => n + value));
        listener.Start();

        await host.AskAsync(Review.Create(Review.Pod(Review.Container("web"))));
        await host.AskAsync(Review.Create(Review.Pod(Review.Container("web", isPrivileged: true)), isDryRun: true));
        await host.AskAsync("{}");

        Assert.That(counted.Select(c => $"{c.Key}: {c.Value}"), Is.EquivalentTo(new[]
        {
            "containersecurity.admission.reviews Create allowed False: 1",
            "containersecurity.admission.reviews Create denied True: 1",
            "containersecurity.admission.denials CSEC2001: 1",
            "containersecurity.admission.refused 400: 1",
        }));
    }

    [Test]
    public async Task Review_is_an_activity_that_says_what_of_and_what_was_decided()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        await host.AskAsync(Review.Of("CREATE", Review.Pod(Review.Container("web", isPrivileged: true)), null, name: "traced"));

        Activity activity = ended.Single(a => (string?)a.GetTagItem("containersecurity.object") == "v1 Pod shop/traced");
        Assert.That(
            (activity.OperationName, activity.GetTagItem("containersecurity.operation"), activity.GetTagItem("containersecurity.verdict")),
            Is.EqualTo(("admission.review", "Create", "denied")));
    }
}
