using System.Text;
using System.Threading.Channels;
using ContainerSecurity.Policies;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Policies.Scanning;

/// <summary>What goes wrong with one source, or with the list of them, takes no other's report.</summary>
public class ScanFaultTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {serviceAccountName: gone, containers: [{name: app, image: a, securityContext: {privileged: true}}]}\n";

    private static readonly Policy Both = Policy.Create().UseProfile(Profile.None).WithCompleteSet().Rule("CSEC2001").Rule("CSEC5023").Build();

    [Test]
    public async Task Faulty_sources_among_good_ones_are_errors_and_the_good_are_judged([Range(1, 30)] int seed)
    {
        var random = new Random(seed);
        (Source Source, bool IsGood)[] sources = [.. Enumerable.Range(0, random.Next(1, 60)).Select(i => Any(i, random))];
        var engine = new PolicyEngine(Both, new PolicyEngineOptions { Parallelism = random.Next(1, 5) });

        var decisions = new List<Decision>();
        await foreach (Decision decision in engine.ScanAsync(sources.Select(s => s.Source).ToAsyncEnumerable()))
            decisions.Add(decision);

        string[] good = [.. sources.Where(s => s.IsGood).Select(s => s.Source.Name)];
        Assert.That(decisions.Where(d => !d.IsAddition).Select(d => d.Source), Is.EqualTo(sources.Select(s => s.Source.Name)));
        Assert.That(Found(decisions, "CSEC2001"), Is.EqualTo(good));
        Assert.That(Found(decisions, "CSEC5023"), Is.EqualTo(good));
        Assert.That(decisions.Where(d => d.Errors.Count > 0).Select(d => d.Source), Is.EquivalentTo(sources.Where(s => !s.IsGood).Select(s => s.Source.Name)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task List_of_sources_that_breaks_leaves_those_before_judged_and_says_so(bool isAsynchronous)
    {
        var engine = new PolicyEngine(Both);
        static IEnumerable<Source> Broken()
        {
            for (int i = 0; i < 20; i++)
                yield return Source.FromText($"{i:00}.yaml", Pod);
            throw new InvalidOperationException("the list is gone");
        }

        Decision[] decisions = isAsynchronous ? await engine.ScanAsync(Broken().ToAsyncEnumerable()).ToArrayAsync() : [.. engine.Scan(Broken())];

        Assert.That(Found(decisions, "CSEC2001"), Has.Length.EqualTo(20));
        Assert.That(Found(decisions, "CSEC5023"), Has.Length.EqualTo(20));
        Assert.That(decisions.Single(d => d.Errors.Count > 0).Errors.Single(), Has.Property("IsFault").True.And.Property("Message")
            .Contains("the list is gone"));
    }

    [Test]
    public async Task Decision_is_handed_out_before_the_next_source_is_there()
    {
        var incoming = Channel.CreateUnbounded<Source>();
        await using IAsyncEnumerator<Decision> decisions = new PolicyEngine(Both).ScanAsync(incoming.Reader.ReadAllAsync()).GetAsyncEnumerator();
        for (int i = 0; i < 3; i++)
        {
            await incoming.Writer.WriteAsync(Source.FromText($"{i}.yaml", Pod));
            Assert.That(await decisions.MoveNextAsync());
            Assert.That(decisions.Current.Source, Is.EqualTo($"{i}.yaml"));
        }
        incoming.Writer.Complete();

        Assert.That(await decisions.MoveNextAsync());
        Assert.That(decisions.Current.IsAddition);
    }

    [Test]
    public async Task Scan_that_is_left_while_the_next_source_is_waited_for_ends()
    {
        bool isClosed = false;
        async IAsyncEnumerable<Source> Waiting([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default)
        {
            try
            {
                yield return Source.FromText("a.yaml", Pod);
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                isClosed = true;
            }
        }

        await foreach (Decision decision in new PolicyEngine(Both).ScanAsync(Waiting()))
            break;

        Assert.That(isClosed);
    }

    [Test]
    public async Task Sources_are_asked_for_once_and_only_a_few_ahead()
    {
        int asked = 0;
        async IAsyncEnumerable<Source> Counted()
        {
            for (; asked < 10_000; asked++)
            {
                yield return Source.FromText($"{asked}.yaml", Pod);
                await Task.CompletedTask;
            }
        }

        await foreach (Decision decision in new PolicyEngine(Both, new PolicyEngineOptions { Parallelism = 2 }).ScanAsync(Counted()))
            if (decision.Source == "9.yaml")
                break;

        Assert.That(asked, Is.LessThan(200));
    }

    [Test]
    public void Cancelled_scan_ends()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.That(async () => await new PolicyEngine(Both).ScanAsync(new[] { Source.FromText("a.yaml", Pod) }.ToAsyncEnumerable(),
            cancellationToken: cancelled.Token).ToArrayAsync(), Throws.InstanceOf<OperationCanceledException>());
    }

    private static string[] Found(IEnumerable<Decision> decisions, string rule) =>
        [.. decisions.Where(d => d.Findings.Any(f => f.Finding.Rule.Id == rule)).Select(d => d.Source)];

    private static (Source Source, bool IsGood) Any(int number, Random random)
    {
        string name = $"{number:000}.yaml";
        return random.Next(8) switch
        {
            0 => (new Source(name, () => throw new IOException("gone")), false),
            1 => (new Source(name, _ => throw new OperationCanceledException()), false),
            2 => (new Source(name, () => new MemoryStream([.. Encoding.UTF8.GetBytes("a: \""), 0xFF, 0, 1])), false),
            3 => (Source.FromText(name, "apiVersion: v1\nkind: Pod\nspec: [" + new string('[', 500)), false),
            4 => (Source.FromResources(name, () => throw new InvalidOperationException("broken")), false),
            5 => (Source.FromResources(name, async _ =>
            {
                await Task.Yield();
                return new SourceReader().Read(Pod, name).Resources;
            }), true),
            _ => (Source.FromText(name, Pod), true),
        };
    }
}
