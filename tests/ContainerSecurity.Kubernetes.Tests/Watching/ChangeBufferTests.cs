using System.Text.Json;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Watching;

namespace ContainerSecurity.Kubernetes.Tests.Watching;

public class ChangeBufferTests
{
    private static readonly ClusterKind Pod = new("", "v1", "Pod", "pods", true);
    private readonly WatchJob job = new(Pod, 0, null);

    [Test]
    public async Task Many_changes_of_an_object_are_one()
    {
        var buffer = new ChangeBuffer(2);
        for (int i = 0; i < 1000; i++)
            await buffer.AddAsync(Change("web", i.ToString(System.Globalization.CultureInfo.InvariantCulture)), default);

        (IReadOnlyCollection<ObjectChange> changes, _) = buffer.Take();

        Assert.That(changes.Single().Object.ResourceVersion, Is.EqualTo("999"));
    }

    [Test]
    public async Task Who_fills_it_waits_until_there_is_room()
    {
        var buffer = new ChangeBuffer(2);
        await buffer.AddAsync(Change("a", "1"), default);
        await buffer.AddAsync(Change("b", "2"), default);

        ValueTask third = buffer.AddAsync(Change("c", "3"), default);
        Assert.That(third.IsCompleted, Is.False);
        buffer.Take();
        await third;

        Assert.That(buffer.Take().Changes.Single().Name, Is.EqualTo("Pod/c"));
    }

    [Test]
    public async Task What_was_asked_for_takes_the_place_of_no_event()
    {
        var buffer = new ChangeBuffer(2);
        await buffer.AddAsync(Change("web", "2") with { IsDeleted = true }, default);
        await buffer.AddAsync(Change("web", "1") with { IsReading = true }, default);

        Assert.That(buffer.Take().Changes.Select(c => c.IsDeleted), Is.EqualTo(new[] { true, false }));
    }

    private ObjectChange Change(string name, string version)
    {
        JsonElement json = JsonDocument.Parse($$$"""{"metadata":{"name":"{{{name}}}","resourceVersion":"{{{version}}}"}}""").RootElement;
        return new ObjectChange("Pod/" + name, job, new ClusterObject(Pod, json), IsDeleted: false) { SeenAt = 0 };
    }
}
