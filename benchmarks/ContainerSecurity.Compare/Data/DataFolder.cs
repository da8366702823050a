namespace ContainerSecurity.Compare.Data;

/// <summary>The data that is measured with; each set is made once.</summary>
/// <param name="folder">Where it is kept.</param>
/// <param name="repository">The repository, whose texts serve as data as well.</param>
internal sealed class DataFolder(string folder, string repository)
{
    /// <summary>A folder with so many Deployments.</summary>
    public string Manifests(int count) => Make($"manifests-{count}", f => ManifestGenerator.Write(f, count));

    /// <summary>A folder with so many Dockerfiles.</summary>
    public string Dockerfiles(int count) => Make($"dockerfiles-{count}", f => DockerfileGenerator.Write(f, count));

    /// <summary>An OCI layout with layers of so many megabytes.</summary>
    public string Image(int layers, int megabytes) => Make($"image-{layers}-{megabytes}", f => new ImageGenerator(f).Write(layers, megabytes));

    /// <summary>A folder with so many megabytes of text without secrets.</summary>
    public string Texts(int megabytes) => Make($"texts-{megabytes}", f => TextCorpus.Write(f, repository, megabytes * 1_000_000L));

    /// <summary>A folder with so many C# files.</summary>
    public string Sources(int count) => Make($"sources-{count}", f => GeneratedProject.Write(f, count));

    private string Make(string name, Action<string> write)
    {
        string path = Path.Combine(folder, name), whole = path + ".whole";
        if (!File.Exists(whole))
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            write(path);
            File.WriteAllText(whole, "");
        }
        return path;
    }
}
