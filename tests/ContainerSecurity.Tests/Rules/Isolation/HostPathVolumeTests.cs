using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class HostPathVolumeTests
{
    [TestCase("{path: /srv/data}", "'/srv/data'")]
    [TestCase("{path: '{{ .Values.folder }}'}", "a folder of the host")]
    public void Host_folder_is_reported_with_its_path_where_that_is_known(string source, string named)
    {
        Finding finding = Manifest.Pod(pod: $"volumes: [{{name: data, hostPath: {source}}}]").Judge<HostPathVolume>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.volumes[0].hostPath"));
        Assert.That(finding.Message, Does.Contain("'data'").And.Contain(named));
    }

    [TestCase("volumes: [{name: data, emptyDir: {}}]")]
    [TestCase("volumes: [{name: data}]")]
    [TestCase("volumes: '{{ .Values.volumes }}'")]
    [TestCase("volumes: [{name: hostPath, persistentVolumeClaim: {claimName: hostPath}}]")]
    public void Other_and_unknown_volumes_are_not_reported(string pod)
    {
        Assert.That(Manifest.Pod(pod: pod).Judge<HostPathVolume>(), Is.Empty);
    }

    [TestCase("hostPath: {path: /srv/data}", ExpectedResult = 1)]
    [TestCase("local: {path: /mnt/disk1}", ExpectedResult = 0)]
    [TestCase("csi: {driver: disk.example, volumeHandle: a}", ExpectedResult = 0)]
    public int Persistent_volume_is_judged_by_its_source(string source) => Manifest.PersistentVolume(source).Judge<HostPathVolume>().Count;

    [TestCase(PodSecurityLevel.Baseline)]
    [TestCase(PodSecurityLevel.Restricted)]
    public void Levels_of_the_standard_judge_pods_only(PodSecurityLevel level)
    {
        var manifest = new Manifest(Manifest.PersistentVolume("hostPath: {path: /etc}").Yaml) { Level = level };

        Assert.That(manifest.Judge<HostPathVolume>(), Is.Empty);
        Assert.That(manifest.Judge<SensitiveHostPath>(), Has.Count.EqualTo(1));
    }

    [TestCase("{type: none, o: bind, device: /etc}")]
    [TestCase("{o: 'ro,rbind', device: /srv/data}")]
    public void Volume_of_an_engine_that_is_a_folder_in_disguise_is_reported(string options) =>
        Assert.That(Manifest.Host($"volume: {{Name: data, Driver: local, Options: {options}}}").Judge<HostPathVolume>(), Has.Count.EqualTo(1));

    [TestCase("null")]
    [TestCase("{type: nfs, o: 'addr=10.0.0.1,rw', device: ':/export'}")]
    public void Volume_of_an_engine_that_is_none_is_not_reported(string options) =>
        Assert.That(Manifest.Host($"volume: {{Name: data, Driver: local, Options: {options}}}").Judge<HostPathVolume>(), Is.Empty);

    [TestCase("/srv/data", "/srv/data", ExpectedResult = true)]
    [TestCase("/srv/data", "/srv/data/a/b", ExpectedResult = true)]
    [TestCase("/srv/data", "/srv//data/./a/", ExpectedResult = true)]
    [TestCase("/srv/data/", "/srv/data", ExpectedResult = true)]
    [TestCase("/srv/data", "/srv/database", ExpectedResult = false)]
    [TestCase("/srv/data", "/srv", ExpectedResult = false)]
    [TestCase("/srv/data", "/SRV/data", ExpectedResult = false)]
    [TestCase("/srv/data", "/srv/data/../../etc", ExpectedResult = false)]
    [TestCase("/srv/data", "/srv/data/../data", ExpectedResult = false)]
    [TestCase("/srv/data", "srv/data", ExpectedResult = false)]
    [TestCase("/srv/data", "./srv/data", ExpectedResult = false)]
    [TestCase("/srv/data", "{{ .Values.folder }}", ExpectedResult = false)]
    [TestCase("/run/app", "/var/run/app", ExpectedResult = true)]
    [TestCase("/logs", "C:\\logs\\app", ExpectedResult = true)]
    [TestCase("/", "/etc", ExpectedResult = true)]
    public bool Allowed_folder_holds_whole_segments(string allowed, string path) =>
        Manifest.Pod(pod: $"volumes: [{{name: data, hostPath: {{path: '{path}'}}}}]").With("allowedHostPaths", allowed).Judge<HostPathVolume>().Count == 0;

    [TestCase("volumeMounts: [{name: data, mountPath: /a, readOnly: true}]", "", ExpectedResult = true)]
    [TestCase("", "", ExpectedResult = true, Description = "nobody mounts it")]
    [TestCase("volumeMounts: [{name: other, mountPath: /a}]", "", ExpectedResult = true)]
    [TestCase("volumeMounts: [{name: data, mountPath: /a}]", "", ExpectedResult = false)]
    [TestCase("volumeMounts: [{name: data, mountPath: /a, readOnly: false}]", "", ExpectedResult = false)]
    [TestCase("volumeMounts: [{name: data, mountPath: /a, readOnly: '{{ .Values.readOnly }}'}]", "", ExpectedResult = false)]
    [TestCase("volumeMounts: [{name: '{{ .Values.volume }}', mountPath: /a}]", "", ExpectedResult = false)]
    [TestCase("volumeMounts: '{{ .Values.mounts }}'", "", ExpectedResult = false)]
    [TestCase("volumeMounts: [{name: data, mountPath: /a, readOnly: true}]", "initContainers: [{name: setup, image: a, volumeMounts: [{name: data, mountPath: /a}]}]", ExpectedResult = false)]
    [TestCase("volumeMounts: [{name: data, mountPath: /a, readOnly: true}]", "initContainers: '{{ .Values.setup }}'", ExpectedResult = false)]
    public bool Folder_that_may_only_be_read_is_allowed_where_surely_nobody_writes_to_it(string container, string pod) =>
        Manifest.Pod(container, $"volumes: [{{name: data, hostPath: {{path: /var/log/pods}}}}]\n{pod}").With("allowedHostPaths", "/var/log:ro", "/srv")
            .Judge<HostPathVolume>().Count == 0;

    [Test]
    public void Message_names_the_allowed_folders()
    {
        Finding finding = Manifest.Pod(pod: "volumes: [{name: data, hostPath: {path: /etc}}]").With("allowedHostPaths", "/srv", "/var/log:ro").Judge<HostPathVolume>().Single();

        Assert.That(finding.Message, Does.EndWith("or a folder that the policy allows (/srv, /var/log:ro)."));
    }

    [TestCase("/srv/data", ExpectedResult = 0)]
    [TestCase("/srv/data:ro", ExpectedResult = 1, Description = "who mounts it is not known")]
    public int Persistent_volume_is_allowed_where_it_may_be_written(string allowed) =>
        Manifest.PersistentVolume("hostPath: {path: /srv/data}").With("allowedHostPaths", allowed).Judge<HostPathVolume>().Count;
}
