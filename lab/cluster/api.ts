import { ApiError } from "./api-error";
import type { Connection } from "./credentials";
import { type Call, https } from "./https";
import type { Kind, KubeObject } from "./objects";

/** Which object is meant. */
export interface Named extends Kind {
  readonly name: string;
  /** Undefined for what has none. */
  readonly namespace?: string;
}

/** How something is written. */
export interface Writing {
  /** True: the server checks all of it, admission included, and stores nothing. @default false */
  readonly dryRun?: boolean;
}

/** Who the lab is in `metadata.managedFields`. */
const MANAGER = "lab";

/** A small client of one API server: reading back what components have made. Unknown fields are refused, not dropped. */
export class KubeApi {
  readonly #call: (call: Call) => Promise<string>;
  /** Resources by group and version: discovery. Only what was found is kept, because CRDs come and go. */
  readonly #resources = new Map<string, Resource>();

  constructor(connection: Connection) {
    this.#call = https(connection);
  }

  /** Body of any path, for `/readyz` and subresources. @throws ApiError */
  ask(call: Call): Promise<string> {
    return this.#call(call);
  }

  /** The object, or undefined when there is none. */
  async get(named: Named): Promise<KubeObject | undefined> {
    try {
      return parse<KubeObject>(await this.#call({ path: await this.#path(named) }));
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }

  /** All objects of a kind, in one namespace or in all. The elements have no apiVersion and kind in a list: added. */
  async list(kind: Kind, namespace?: string, query = ""): Promise<readonly KubeObject[]> {
    const collection = await this.#collection(kind, namespace);
    const { items } = parse<{ items: readonly KubeObject[] }>(await this.#call({ path: collection + query }));
    return items.map((item) => ({ ...item, apiVersion: kind.apiVersion, kind: kind.kind }));
  }

  /** Makes the object. @throws ApiError when it exists or is refused */
  async create(object: KubeObject, writing: Writing = {}): Promise<KubeObject> {
    const path = `${await this.#collection(object, object.metadata.namespace)}?${query(writing)}`;
    return parse<KubeObject>(await this.#call({ method: "POST", path, body: object }));
  }

  /** Server-side apply, over the fields of others too. @throws ApiError */
  async apply(object: KubeObject, writing: Writing = {}): Promise<KubeObject> {
    const path = `${await this.#path({ ...object, ...object.metadata })}?${query(writing)}&force=true`;
    return parse<KubeObject>(
      await this.#call({ method: "PATCH", path, body: object, contentType: "application/apply-patch+yaml" }),
    );
  }

  /** Removes the object, and in the background what it owns. Nothing happens when there is none. */
  async remove(named: Named): Promise<void> {
    try {
      await this.#call({ method: "DELETE", path: await this.#path(named) });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
    }
  }

  async #path(named: Named): Promise<string> {
    return `${await this.#collection(named, named.namespace)}/${encodeURIComponent(named.name)}`;
  }

  async #collection(kind: Kind, namespace: string | undefined): Promise<string> {
    const { plural, namespaced } = await this.#resource(kind);
    const group = groupPath(kind.apiVersion);
    return namespaced && namespace !== undefined
      ? `${group}/namespaces/${namespace}/${plural}`
      : `${group}/${plural}`;
  }

  async #resource({ apiVersion, kind }: Kind): Promise<Resource> {
    const key = `${apiVersion} ${kind}`;
    const known = this.#resources.get(key);
    if (known !== undefined) return known;
    const { resources } = parse<{ resources: readonly Discovered[] }>(
      await this.#call({ path: groupPath(apiVersion) }),
    );
    const found = resources.find((resource) => resource.kind === kind && !resource.name.includes("/"));
    if (found === undefined) throw new Error(`the API server has no kind ${kind} in ${apiVersion}`);
    const resource = { plural: found.name, namespaced: found.namespaced };
    this.#resources.set(key, resource);
    return resource;
  }
}

/** How a kind is addressed. */
interface Resource {
  readonly plural: string;
  readonly namespaced: boolean;
}

/** An entry of meta/v1 APIResourceList. */
interface Discovered {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

function groupPath(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function query({ dryRun = false }: Writing): string {
  return `fieldManager=${MANAGER}&fieldValidation=Strict${dryRun ? "&dryRun=All" : ""}`;
}

function parse<T>(text: string): T {
  return JSON.parse(text) as T;
}
