using System.Text.Json;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Watching;

namespace ContainerSecurity.Kubernetes.Tests.Watching;

public class InformedKindTests
{
    private static readonly ClusterKind ConfigMap = new("", "v1", "ConfigMap", "configmaps", true);
    private readonly WatchJob job = new(ConfigMap, -1, null);

    [Test]
    public void More_objects_than_are_held_are_a_gap_until_a_list_holds_fewer()
    {
        var kind = new InformedKind(job);
        job.Generation = 1;
        for (int i = 0; i <= InformedKind.MaxObjects; i++)
            kind.Apply(Change($"m{i}"));
        kind.EndList(1);
        kind.Publish();
        Assert.That(kind.Gap, Does.Contain("more than 20000 objects"));
        Assert.That(kind.Objects, Has.Count.EqualTo(InformedKind.MaxObjects));

        job.Generation = 2;
        kind.Apply(Change("m1"));
        kind.EndList(2);
        kind.Publish();
        Assert.That(kind.Gap, Is.Null);
        Assert.That(kind.Objects.Keys, Is.EqualTo(new[] { "ConfigMap/rules/m1" }));
    }

    [Test]
    public void Object_that_cannot_be_read_is_a_gap_and_its_neighbours_are_known()
    {
        var kind = new InformedKind(job);
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 400)) + "1" + new string('}', 400);
        kind.Apply(Change("deep", $",\"data\":{deep}"));
        kind.Apply(Change("plain"));
        kind.EndList(0);
        kind.Publish();

        Assert.That(kind.Gap, Does.StartWith("ConfigMap/rules/deep was not read, because"));
        Assert.That(kind.Objects, Has.Count.EqualTo(1));
    }

    private ObjectChange Change(string name, string more = "")
    {
        JsonElement json = JsonDocument.Parse($$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}","namespace":"rules"}{{more}}}""", new JsonDocumentOptions { MaxDepth = 1000 }).RootElement;
        var found = new ClusterObject(ConfigMap, json);
        return new ObjectChange(found.Source.Path, job, found, IsDeleted: false) { SeenAt = 0 };
    }
}
